import { describe, expect, it } from "vitest";
import { placeInSquare } from "./place.ts";

describe("placeInSquare", () => {
  it("keeps to the middle of the longer side", () => {
    expect(placeInSquare([0, 0, 200, 100], { width: 200, height: 100 })).toEqual([0, 0.25, 1, 0.5]);
    expect(placeInSquare([10, 50, 20, 100], { width: 100, height: 200 })).toEqual([0.3, 0.25, 0.1, 0.5]);
  });

  it("is plain division in a square", () => {
    expect(placeInSquare([500, 250, 100, 1000], { width: 1000, height: 1000 })).toEqual([0.5, 0.25, 0.1, 1]);
  });
});
