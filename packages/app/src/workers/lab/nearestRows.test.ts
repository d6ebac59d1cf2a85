import { describe, expect, it } from "vitest";
import { nearestRows } from "./nearestRows.ts";

describe("nearestRows", () => {
  const rows = Float32Array.of(0, 0, 3, 4, 1, 0, 0, 1);

  it("gives the nearest first, of equally near ones the earlier", () => {
    expect(nearestRows(Float32Array.of(0, 0), rows, 3)).toEqual([0, 2, 3]);
    expect(nearestRows(Float32Array.of(3, 3), rows, 1)).toEqual([1]);
  });

  it("gives all where there are fewer than asked for", () => {
    expect(nearestRows(Float32Array.of(0, 0), rows, 9)).toHaveLength(4);
  });
});
