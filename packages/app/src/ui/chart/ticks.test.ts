import { describe, expect, it } from "vitest";
import { logTicks, ticks } from "./ticks.ts";

describe("ticks", () => {
  it("are round and within the range", () => {
    expect(ticks([0, 1], 4)).toEqual([0, 0.5, 1]);
    expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks([1, 8], 4)).toEqual([2, 4, 6, 8]);
    expect(ticks([0.9712, 0.9951], 4)).toEqual([0.98, 0.99]);
    expect(ticks([0, 54_000], 3)).toEqual([0, 20_000, 40_000]);
  });

  it("keep a distance that is asked for", () => {
    expect(ticks([1, 3], 5, 1)).toEqual([1, 2, 3]);
  });

  it("are one where there is no range", () => {
    expect(ticks([3, 3], 4)).toEqual([3]);
  });
});

describe("logTicks", () => {
  it("are ones and threes within the range", () => {
    expect(logTicks([300, 54_000])).toEqual([300, 1000, 3000, 10_000, 30_000]);
    expect(logTicks([0.02, 1])).toEqual([0.03, 0.1, 0.3, 1]);
  });
});
