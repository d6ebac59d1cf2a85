import { describe, expect, it } from "vitest";
import { planCrossValidation, repeatedFolds, stratifiedFolds, toSplits } from "../../src/evaluation/index.ts";

/** 1,003 labels with very different numbers of each digit. */
const labels = Uint8Array.from({ length: 1003 }, (_, i) => Math.min(9, Math.floor(Math.sqrt(i / 10))));
const ascending = (indices: Iterable<number>) => [...indices].sort((a, b) => a - b);
const counts = (values: Uint8Array, most: number) =>
  Array.from({ length: most }, (_, value) => values.filter((each) => each === value).length);

describe("stratifiedFolds", () => {
  it.each([2, 5, 10])("deals into %i sets of the same size and the same digits, to within one", (folds) => {
    const foldOf = stratifiedFolds(labels, folds, 3);
    for (const size of counts(foldOf, folds)) expect(Math.abs(size - labels.length / folds)).toBeLessThan(1);
    for (let digit = 0; digit < 10; digit++) {
      const ofDigit = foldOf.filter((_, i) => labels[i] === digit);
      for (const size of counts(ofDigit, folds)) expect(Math.abs(size - ofDigit.length / folds)).toBeLessThan(1);
    }
  });

  it("holds every sample out once", () => {
    const splits = toSplits(stratifiedFolds(labels, 5, 3), 5);
    expect(ascending(splits.flatMap(({ heldOut }) => [...heldOut]))).toEqual([...labels.keys()]);
    for (const { kept, heldOut } of splits) expect(ascending([...kept, ...heldOut])).toEqual([...labels.keys()]);
  });

  it("is the same for the same seed, and another in each repeat", () => {
    const [first, second] = repeatedFolds(labels, 4, 2, 8);
    expect(first).toEqual(stratifiedFolds(labels, 4, 8));
    expect(second).not.toEqual(first);
    expect(repeatedFolds(labels, 4, 2, 8)).toEqual([first, second]);
  });

  it("refuses one fold, and more folds than samples", () => {
    for (const folds of [1, 2.5, 1004]) {
      expect(() => stratifiedFolds(labels, folds, 1)).toThrow(expect.objectContaining({ code: "split-folds" }));
    }
  });
});

describe("planCrossValidation", () => {
  const fit = Uint32Array.from(labels.keys()).filter((i) => i % 3 !== 0);

  it("works on a sample of the images meant for fitting, and on no others", () => {
    const plan = planCrossValidation(labels, fit, { folds: 4, repeats: 3, train: 200 }, 5);
    expect(plan.sample).toHaveLength(200);
    const used = plan.repeats.flatMap(({ splits }) => splits.flatMap(({ kept, heldOut }) => [...kept, ...heldOut]));
    expect(new Set(used)).toEqual(new Set(plan.sample));
    expect([...plan.sample].every((i) => fit.includes(i))).toBe(true);
    expect(plan.repeats.map(({ seed }) => seed)).toEqual([5, 6, 7]);
  });

  it("takes all of them where there are no more", () => {
    expect(planCrossValidation(labels, fit, { folds: 2, repeats: 1, train: 5000 }, 1).sample).toEqual(fit);
  });
});
