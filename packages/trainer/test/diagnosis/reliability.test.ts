import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { reliabilityOf } from "../../src/diagnosis/index.ts";

// Made by its make_metrics.py with scikit-learn and numpy.
const VECTORS = new URL("../../../shared/test/vectors/metrics.json", import.meta.url);

it("the reliability diagram is scikit-learn's calibration curve", () => {
  const { proba, labels, reliability } = JSON.parse(readFileSync(VECTORS, "utf8"));
  const found = reliabilityOf(Float32Array.from(proba.flat()), Uint8Array.from(labels));
  expect(found.map(({ images }) => images)).toEqual(reliability.map(({ images }: { images: number }) => images));
  for (const [i, bin] of found.entries()) {
    expect(bin.confidence).toBeCloseTo(reliability[i].confidence, 6);
    expect(bin.accuracy).toBeCloseTo(reliability[i].accuracy, 12);
  }
});
