import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { distributionOf } from "../../src/explore/statistics.ts";

// Made by vectors/make_distribution.py with numpy.
const expected = JSON.parse(readFileSync(new URL("vectors/distribution.json", import.meta.url), "utf8"));

it("a distribution has numpy's histogram, moments and quantiles, to six digits", () => {
  const { values, labels, low, high } = expected;
  const found = distributionOf(Float64Array.from(values), Uint8Array.from(labels), low, high);
  expect(found.counts).toEqual(expected.counts);
  const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(1e-5 * Math.max(1, Math.abs(b)));
  for (const [i, edge] of found.edges.entries()) close(edge, expected.edges[i]);
  close(found.mean, expected.mean);
  close(found.standardDeviation, expected.standardDeviation);
  for (const [digit, quantiles] of expected.byClass.entries()) {
    for (const [i, value] of quantiles.entries()) close(found.byClass[digit]?.[i] as number, value);
  }
  expect(found.byClass[9]).toEqual([0, 0, 0, 0, 0]);
});
