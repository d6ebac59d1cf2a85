import { describe, expect, it } from "vitest";
import { cellsToPicture, moveInGrid } from "./cells.ts";

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
