import { describe, expect, it } from "vitest";
import { placeNames } from "../../src/report/plots/place-names.ts";

describe("names of points", () => {
  it("begin at a point on the left and end at one on the right, above it", () => {
    const points = [
      { x: 60, y: 100, width: 200 },
      { x: 590, y: 200, width: 200 },
    ];
    expect(placeNames(points, 600)).toEqual([
      { anchor: "start", dy: -15 },
      { anchor: "end", dy: -15 },
    ]);
  });

  it("do not cover one another where points are near", () => {
    const points = [0, 8, 16].map((y) => ({ x: 300, y: 100 + y, width: 220 }));
    const places = placeNames(points, 600);
    const boxes = places.map(({ anchor, dy }, i) => {
      const left = anchor === "start" ? 295 : 85;
      return { left, right: left + 220, y: (points[i]?.y ?? 0) + dy };
    });
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        expect(a.right <= b.left || b.right <= a.left || Math.abs(a.y - b.y) >= 14).toBe(true);
      }
    }
  });

  it("stay inside where nothing is free", () => {
    const crowd = Array.from({ length: 12 }, () => ({ x: 100, y: 100, width: 90 }));
    for (const { anchor } of placeNames(crowd, 200)) expect(["start", "end"]).toContain(anchor);
  });
});
