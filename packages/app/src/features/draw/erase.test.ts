import { describe, expect, it } from "vitest";
import { ERASER_RADIUS, eraseAlong } from "./erase.ts";

const point = (x: number, y: number) => ({ x, y, pressure: 1 });
const LINE = [point(0, 500), point(1000, 500)];

describe("eraseAlong", () => {
  it("cuts a line where it was crossed, however few points it has", () => {
    const [left, right, ...rest] = eraseAlong([LINE], point(500, 0), point(500, 1000));
    expect(rest).toEqual([]);
    expect(left?.[0]).toEqual(point(0, 500));
    expect(right?.at(-1)).toEqual(point(1000, 500));
    const gap = (right?.[0]?.x ?? 0) - (left?.at(-1)?.x ?? 0);
    expect(gap).toBeGreaterThanOrEqual(2 * ERASER_RADIUS);
    expect(gap).toBeLessThan(3 * ERASER_RADIUS);
  });

  it("gives the same strokes when it touches none", () => {
    const strokes = [LINE];
    expect(eraseAlong(strokes, point(0, 0), point(1000, 0))).toBe(strokes);
  });

  it("takes away what it covers whole, and leaves the others as they are", () => {
    const dot = [point(100, 100)];
    expect(eraseAlong([dot, LINE], point(90, 90), point(110, 110))).toEqual([LINE]);
    expect(eraseAlong([LINE], point(0, 500), point(1000, 500))).toEqual([]);
  });
});
