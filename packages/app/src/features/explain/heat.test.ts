import { describe, expect, it } from "vitest";
import { strongestPlace, toHeat } from "./heat.ts";

const occlusion = (place: number, drop: number) => {
  const drops = new Float32Array(144);
  drops[place] = drop;
  return { side: 12, drops };
};

describe("heat", () => {
  it("says where the answer leans most", () => {
    expect(strongestPlace(occlusion(0, 0.5))).toEqual({ row: 0, column: 0 });
    expect(strongestPlace(occlusion(6 * 12 + 11, 0.5))).toEqual({ row: 1, column: 2 });
    expect(strongestPlace(occlusion(143, 0.01))).toBeUndefined();
  });

  it("colours the strongest place fully and what helps the other way not at all", () => {
    const drops = Float32Array.of(0.4, 0.2, -0.3, 0);
    expect([...toHeat({ side: 2, drops })]).toEqual([255, 128, 0, 0]);
  });
});
