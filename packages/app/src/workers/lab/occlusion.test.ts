import { describe, expect, it } from "vitest";
import { measureOcclusion } from "./occlusion.ts";

/** A model that is sure of a 3 as long as the pixel in the middle has ink. */
function predict(images: Uint8Array): Float32Array {
  const proba = new Float32Array((images.length / 784) * 10);
  for (let i = 0; i < images.length / 784; i++) proba[10 * i + 3] = images[784 * i + 14 * 28 + 14] ? 0.9 : 0.2;
  return proba;
}

describe("measureOcclusion", () => {
  it("finds the only place that matters, and leaves the image alone", () => {
    const image = new Uint8Array(784).fill(255);
    const { side, drops } = measureOcclusion(image, 3, predict);
    expect(drops).toHaveLength(side * side);
    const matters = [...drops].flatMap((drop, i) => (drop > 0.5 ? [[Math.floor(i / side), i % side]] : []));
    expect(matters).toEqual([5, 6, 7].flatMap((row) => [5, 6, 7].map((column) => [row, column])));
    expect([...drops].filter((drop) => Math.abs(drop) < 1e-6)).toHaveLength(side * side - 9);
    expect(image.every((byte) => byte === 255)).toBe(true);
  });
});
