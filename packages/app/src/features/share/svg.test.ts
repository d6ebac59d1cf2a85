import { describe, expect, it } from "vitest";
import { cellsToSvg, strokesToSvg } from "./svg.ts";

describe("strokesToSvg", () => {
  it("writes a curve for every segment, as wide as it was pressed", () => {
    const svg = strokesToSvg([
      [
        { x: 100, y: 200, pressure: 1 },
        { x: 300, y: 400, pressure: 0.5 },
      ],
    ]);
    expect(svg).toContain('<path d="M100 200Q100 200 200 300" stroke-width="36"/>');
    expect(svg).toContain('<path d="M200 300Q300 400 300.1 400" stroke-width="18"/>');
  });
});

describe("cellsToSvg", () => {
  it("writes a square for each that is filled", () => {
    expect(cellsToSvg(Array.from({ length: 784 }, (_, i) => i === 29))).toContain('d="M1 1h1v1h-1z"');
  });
});
