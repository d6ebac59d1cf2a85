import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countLikelyErrors } from "../../src/explore/confident.ts";
import { strokeWidth } from "../../src/explore/index.ts";
import { distributionOf } from "../../src/explore/statistics.ts";

/** What vectors/make_NAME.py made with the packages that it names. */
const readVectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), "utf8"));

it("a distribution has numpy's histogram, moments and quantiles, to six digits", () => {
  const expected = readVectors("distribution");
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

interface LabelCase {
  name: string;
  labels: number[];
  proba: number[][];
  likely: number;
  naive: number;
}

describe("likely label errors are as many as cleanlab counts", () => {
  const { cases } = readVectors("label_errors") as { cases: LabelCase[] };

  it.each(cases.map((each) => [each.name, each] as const))("%s", (_, { labels, proba, likely }) => {
    expect(countLikelyErrors(Float32Array.from(proba.flat()), Uint8Array.from(labels))).toBe(likely);
  });

  it("where looking at the most probable digit alone would count others", () => {
    expect(cases.some(({ likely, naive }) => likely !== naive)).toBe(true);
  });
});

interface StrokeCase {
  pixels: string;
  chamfer: number;
  euclidean: number;
}

it("stroke width is what shortest paths give, and Euclidean distances within 4 %", () => {
  for (const { pixels, chamfer, euclidean } of readVectors("stroke_width").cases as StrokeCase[]) {
    const found = strokeWidth(new Uint8Array(Buffer.from(pixels, "base64")));
    expect(found).toBeCloseTo(chamfer, 9);
    expect(Math.abs(found - euclidean)).toBeLessThanOrEqual(0.04 * euclidean);
  }
});
