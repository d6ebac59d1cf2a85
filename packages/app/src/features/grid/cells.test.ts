import { describe, expect, it } from "vitest";
import { cellsBetween, cellsToPicture, moveInGrid } from "./cells.ts";

describe("cellsToPicture", () => {
  it("is white paper with a dark square for each filled one", () => {
    const cells = Array.from({ length: 784 }, (_, i) => i === 29);
    const { width, height, data } = cellsToPicture(cells);
    const grey = (x: number, y: number) => data[4 * (y * width + x)];
    expect([width, height]).toEqual([300, 300]);
    expect([grey(20, 20), grey(29, 29), grey(19, 20), grey(30, 29)]).toEqual([0, 0, 255, 255]);
    expect(data.filter((value) => value === 0)).toHaveLength(300);
  });
});

describe("cellsBetween", () => {
  it("leaves no gap, in any direction, and has both ends", () => {
    expect(cellsBetween(30, 33)).toEqual([30, 31, 32, 33]);
    expect(cellsBetween(58, 0)).toEqual([58, 29, 0]);
    const steep = cellsBetween(3, 6 + 28 * 5);
    expect([steep[0], steep.at(-1)]).toEqual([3, 146]);
    for (const [i, next] of steep.slice(1).entries()) expect([27, 28, 29]).toContain(next - (steep[i] as number));
    expect(new Set(cellsBetween(40, 40))).toEqual(new Set([40]));
  });
});

describe("moveInGrid", () => {
  it("goes by one, to the ends, and never out of the grid", () => {
    expect(moveInGrid("ArrowRight", 0)).toBe(1);
    expect(moveInGrid("ArrowDown", 5)).toBe(33);
    expect(moveInGrid("ArrowLeft", 28)).toBe(28);
    expect(moveInGrid("ArrowUp", 3)).toBe(3);
    expect(moveInGrid("End", 30)).toBe(55);
    expect(moveInGrid("PageDown", 1)).toBe(757);
    expect(moveInGrid("a", 1)).toBeUndefined();
  });
});
