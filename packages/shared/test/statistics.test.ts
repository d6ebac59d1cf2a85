import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  bootstrapIntervals,
  correctedTTest,
  expectedCalibrationError,
  holm,
  mcNemar,
  standardDeviation,
} from "../src/index.ts";
import { regularizedBeta } from "../src/metrics/beta.ts";
import { intervalsOf } from "../src/metrics/bootstrap.ts";
import type { MetricIntervals } from "../src/schemas/index.ts";

const read = (name: string) => JSON.parse(readFileSync(new URL(`vectors/${name}`, import.meta.url), "utf8"));
// Made by vectors/make_statistics.py with numpy, scipy, scikit-learn and statsmodels.
const expected = read("statistics.json");
const { labels: labelList, proba: rows } = read("metrics.json");
const labels = Uint8Array.from(labelList);
const proba = Float32Array.from(rows.flat());

/** In the order of make_statistics.py. */
const flat = ({ logLoss, ece, macro, perClass }: MetricIntervals) => [
  logLoss,
  ece,
  ...[macro, ...perClass].flatMap(({ precision, recall, f1 }) => [precision, recall, f1]),
];

describe("bootstrap intervals", () => {
  it("are scikit-learn's and numpy's on the same resamples", () => {
    const draws: number[] = expected.bootstrap.draws.flat();
    let next = 0;
    const found = intervalsOf(proba, labels, expected.bootstrap.draws.length, () => draws[next++] as number);
    expect(next).toBe(draws.length);
    for (const [i, interval] of flat(found).entries()) {
      expect(interval[0]).toBeCloseTo(expected.bootstrap.intervals[i][0], 6);
      expect(interval[1]).toBeCloseTo(expected.bootstrap.intervals[i][1], 6);
    }
  });

  it("come out much the same from other resamples, as many do", () => {
    for (const [i, interval] of flat(bootstrapIntervals(proba, labels)).entries()) {
      const [low, high] = expected.bootstrap.manyIntervals[i];
      // A resample of 60 images moves a digit's share in steps of about 0.1.
      const tolerance = 0.03 + 0.15 * (high - low);
      expect(Math.abs(interval[0] - low)).toBeLessThan(tolerance);
      expect(Math.abs(interval[1] - high)).toBeLessThan(tolerance);
    }
  });

  it("hold the ECE itself, though resampling adds to it", () => {
    // Honest probabilities: 0.9 for the answer, which is right nine times out of ten.
    const n = 2000;
    const honest = Float32Array.from({ length: 10 * n }, (_, i) => (i % 10 === 0 ? 0.9 : 0.1 / 9));
    const truth = Uint8Array.from({ length: n }, (_, i) => (i % 10 === 9 ? 1 : 0));
    const ece = expectedCalibrationError(honest, truth);
    const [low, high] = bootstrapIntervals(honest, truth).ece;
    expect(low).toBeLessThanOrEqual(ece);
    expect(high).toBeGreaterThan(ece);
    expect(high).toBeLessThan(0.02);
  });

  it("are the same every time", () => {
    expect(bootstrapIntervals(proba, labels)).toEqual(bootstrapIntervals(proba, labels));
  });

  it("have no width where every image is read with certainty and right", () => {
    const certain = Float32Array.from({ length: 200 }, (_, i) => (i % 10 === Math.floor(i / 10) % 10 ? 1 : 0));
    const digits = Uint8Array.from({ length: 20 }, (_, i) => i % 10);
    const { ece, logLoss } = bootstrapIntervals(certain, digits);
    expect(ece).toEqual([0, 0]);
    expect(logLoss[0]).toBe(logLoss[1]);
  });
});

describe("the corrected resampled t-test", () => {
  it("gives Nadeau and Bengio's t and scipy's p", () => {
    for (const { differences, testShare, ...want } of expected.tTests) {
      const found = correctedTTest(differences, testShare);
      expect(found.meanDifference).toBeCloseTo(want.meanDifference, 12);
      expect(found.t).toBeCloseTo(want.t, 9);
      expect(found.p).toBeCloseTo(want.p, 12);
      expect(standardDeviation(differences)).toBeCloseTo(want.standardDeviation, 12);
    }
  });

  it("is sure when the folds agree entirely", () => {
    expect(correctedTTest([0, 0, 0], 0.25)).toMatchObject({ t: null, p: 1, degreesOfFreedom: 2 });
    expect(correctedTTest([0.5, 0.5], 0.25)).toMatchObject({ t: null, p: 0 });
  });

  it("refuses a single fold", () => {
    expect(() => correctedTTest([0.1], 0.25)).toThrow(expect.objectContaining({ code: "significance-folds" }));
  });
});

describe("McNemar's test", () => {
  it("gives statsmodels' exact p and scipy's mid-p", () => {
    for (const { onlyFirst, onlySecond, pExact, pMid } of expected.mcNemar) {
      const first = Uint8Array.from({ length: onlyFirst + onlySecond + 7 }, (_, i) => (i < onlyFirst ? 1 : 0));
      const second = first.map((_, i) => (i >= onlyFirst && i < onlyFirst + onlySecond ? 1 : 0));
      const found = mcNemar(first, second);
      expect(found).toMatchObject({ onlyFirst, onlySecond });
      expect(found.pExact).toBeCloseTo(pExact, 12);
      expect(found.pMid).toBeCloseTo(pMid, 12);
    }
  });

  it("tells nothing of models that always agree", () => {
    const both = Uint8Array.of(1, 0, 1);
    expect(mcNemar(both, both)).toEqual({ onlyFirst: 0, onlySecond: 0, pExact: 1, pMid: 1 });
  });
});

it("Holm's correction is statsmodels'", () => {
  for (const { p, corrected } of expected.holm) {
    for (const [i, value] of holm(p).entries()) expect(value).toBeCloseTo(corrected[i], 12);
  }
  expect(holm([])).toEqual([]);
});

it("the incomplete beta function is scipy's, its ends too", () => {
  for (const { a, b, x, value } of expected.beta) {
    expect(regularizedBeta(a, b, x) / value).toBeCloseTo(1, 10);
  }
  expect([regularizedBeta(2, 3, 0), regularizedBeta(2, 3, 1)]).toEqual([0, 1]);
});
