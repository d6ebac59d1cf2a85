import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate, pairedInterval, predictionSet, SiffraError, setMetrics, wilsonInterval } from "../src/index.ts";

// Made by vectors/make_metrics.py with scikit-learn, scipy (Wilson) and numpy (prediction sets); class 9 has no samples, one
// answer is certain and wrong.
const expected = JSON.parse(readFileSync(new URL("vectors/metrics.json", import.meta.url), "utf8"));
const labels = Uint8Array.from(expected.labels);
const proba = Float32Array.from(expected.proba.flat());

describe("evaluate", () => {
  const found = evaluate(proba, labels);

  it("counts as scikit-learn does", () => {
    expect(found.confusion).toEqual(expected.confusion);
    expect(found.perClass.map((c) => c.support)).toEqual(expected.support);
    expect(found.n).toBe(60);
  });

  it("gives scikit-learn's accuracy, precision, recall and F1", () => {
    expect(found.accuracy).toBeCloseTo(expected.accuracy, 12);
    for (const name of ["precision", "recall", "f1"] as const) {
      for (const [digit, value] of expected[name].entries())
        expect(found.perClass[digit]?.[name]).toBeCloseTo(value, 12);
      expect(found.macro[name]).toBeCloseTo(expected.macro[name], 12);
    }
  });

  it("gives scikit-learn's log loss, clipping what is impossible", () => {
    expect(found.logLoss).toBeCloseTo(expected.logLoss, 6);
  });

  it("gives the expected calibration error", () => {
    expect(found.ece).toBeCloseTo(expected.ece, 6);
  });

  it("refuses probabilities that do not belong to the labels", () => {
    expect(() => evaluate(proba, labels.subarray(1))).toThrow(SiffraError);
    expect(() => evaluate(new Float32Array(), new Uint8Array())).toThrow(SiffraError);
  });
});

it("gives Wilson's interval, at the ends too", () => {
  for (const { successes, n, interval } of expected.wilson) {
    const [low, high] = wilsonInterval(successes, n);
    expect(low).toBeCloseTo(interval[0], 10);
    expect(high).toBeCloseTo(interval[1], 10);
  }
});

describe("prediction sets", () => {
  const row = [0.02, 0.4, 0.01, 0.45, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02];

  it("hold every digit that is probable enough, most probable first", () => {
    expect(predictionSet(row, 0.3)).toEqual([3, 1]);
  });

  it("are never empty", () => {
    expect(predictionSet(row, 0.9)).toEqual([3]);
  });

  it("are measured as numpy does", () => {
    for (const { threshold, coverage, meanSize } of expected.sets) {
      const found = setMetrics(proba, labels, threshold);
      expect(found.coverage).toBeCloseTo(coverage, 12);
      expect(found.meanSize).toBeCloseTo(meanSize, 12);
    }
  });

  it("are measured as they are made", () => {
    const two = Float32Array.from([...row, ...row]);
    expect(setMetrics(two, Uint8Array.of(1, 0), 0.3)).toEqual({ coverage: 0.5, meanSize: 2 });
    expect(setMetrics(two, Uint8Array.of(3, 1), 0.9)).toEqual({ coverage: 0.5, meanSize: 1 });
  });
});

describe("the interval of a paired difference", () => {
  it("turns its sign with the pair, and holds 0 where each has as many", () => {
    const [low, high] = pairedInterval(20, 11, 3600);
    expect(pairedInterval(11, 20, 3600)).toEqual([-high, -low]);
    expect(low).toBeLessThan(9 / 3600);
    expect(high).toBeGreaterThan(9 / 3600);
    const [left, right] = pairedInterval(5, 5, 100);
    expect(left).toBeCloseTo(-right, 12);
  });

  it("holds the true difference in about 95 of 100 samples", () => {
    // Exactly, over every outcome of 40 pairs of which 12 and 6 in 100 differ to either side.
    const [n, first, second] = [40, 0.12, 0.06];
    let covered = 0;
    for (let b = 0; b <= n; b++) {
      for (let c = 0; b + c <= n; c++) {
        const [low, high] = pairedInterval(b, c, n);
        const ways = choose(n, b) * choose(n - b, c);
        const probability = ways * first ** b * second ** c * (1 - first - second) ** (n - b - c);
        if (low <= first - second && first - second <= high) covered += probability;
      }
    }
    expect(covered).toBeGreaterThan(0.94);
    expect(covered).toBeLessThan(0.98);
  });
});

/** Ways to take `k` of `n`. */
function choose(n: number, k: number): number {
  return Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((ways, factor) => ways * factor, 1);
}
