import { describe, expect, it } from "vitest";
import { nearestPoint, placePoints, walkOf } from "./mapView.ts";

const POINTS = placePoints([
  { image: 7, label: 1, x: -10, y: 0 },
  { image: 3, label: 4, x: 0, y: 5 },
  { image: 9, label: 1, x: -30, y: 20 },
]);

describe("placePoints", () => {
  it("keeps every point inside the square, with y upwards", () => {
    for (const { left, top } of POINTS) {
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThan(1);
      expect(top).toBeGreaterThan(0);
      expect(top).toBeLessThan(1);
    }
    expect(POINTS[2]?.top).toBeLessThan(POINTS[0]?.top ?? 0);
    expect(POINTS[2]?.left).toBeLessThan(POINTS[0]?.left ?? 0);
  });

  it("puts what does not differ in the middle", () => {
    const [only] = placePoints([{ image: 1, label: 2, x: 4, y: 4 }]);
    expect(only).toMatchObject({ left: 0.5, top: 0.5 });
  });
});

describe("nearestPoint", () => {
  it("finds the point under the pointer", () => {
    const at = POINTS[1];
    expect(nearestPoint(POINTS, (at?.left ?? 0) + 0.01, at?.top ?? 0)?.image).toBe(3);
    expect(nearestPoint([], 0, 0)).toBeUndefined();
  });
});

describe("walkOf", () => {
  it("goes through one digit from left to right", () => {
    expect(walkOf(POINTS, 1).map(({ image }) => image)).toEqual([9, 7]);
    expect(walkOf(POINTS, 8)).toEqual([]);
  });
});
