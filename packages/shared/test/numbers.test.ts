import { describe, expect, it } from "vitest";
import { toNumbers } from "../src/reader/numbers.ts";

/** A digit 20 wide and 40 high, with its place. */
const at = (x: number, y: number) => ({ box: [x, y, 20, 40] as [number, number, number, number] });

describe("the numbers of a page", () => {
  it("joins what stands no farther apart than it is high", () => {
    const [a, b, c] = [at(0, 0), at(60, 5), at(141, 0)];
    expect(toNumbers([a, b, c])).toEqual([[a, b], [c]]);
  });

  it("begins another in the next row", () => {
    const [a, b, c] = [at(0, 0), at(30, 0), at(40, 50)];
    expect(toNumbers([a, b, c])).toEqual([[a, b], [c]]);
  });

  it("is empty where nothing was found", () => {
    expect(toNumbers([])).toEqual([]);
  });
});
