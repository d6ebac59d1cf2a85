import { Comparison } from "@siffra/shared";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { compareModels, summariseFolds } from "../../src/evaluation/index.ts";
import { comparedModel } from "../selection/fixture.ts";

const PLAN = { folds: 2, repeats: 2, seed: 1, samples: 100, fitSamples: 50, heldOutSamples: 50 };
const right = (...values: number[]) => Uint8Array.from(values);

describe("compareModels", () => {
  const comparison = compareModels(
    [
      { figures: comparedModel("worse", [0.8, 0.82, 0.81, 0.8], 2), isRight: right(1, 0, 0, 0, 0, 0, 0, 0) },
      { figures: comparedModel("best", [0.9, 0.93, 0.92, 0.9], 2), isRight: right(0, 1, 1, 1, 1, 1, 1, 1) },
      { figures: comparedModel("near", [0.9, 0.92, 0.92, 0.9], 2), isRight: right(0, 1, 1, 1, 1, 1, 1, 0) },
      { figures: comparedModel("once", [0.99], 2), isRight: right(0, 1, 1, 1, 1, 1, 1, 1) },
    ],
    PLAN,
  );

  it("is what its schema says", () => expect(v.is(Comparison, comparison)).toBe(true));

  it("tests the best of those that went through two folds or more against each of the others", () => {
    expect(comparison.crossValidation?.best).toBe("best");
    expect(comparison.tTests.map(({ best, model }) => `${best} ${model}`)).toEqual(["best worse", "best near"]);
    const [worse, near] = comparison.tTests;
    expect(worse?.meanDifference).toBeCloseTo(0.105, 12);
    expect(worse).toMatchObject({ degreesOfFreedom: 3, isSignificant: true });
    expect(near).toMatchObject({ isSignificant: false });
    expect(worse?.pHolm).toBeCloseTo(2 * (worse?.p ?? 0), 12);
  });

  it("tests over the folds that both went through, and ranks over those that all did", () => {
    const scores = { full: [0.9, 0.91, 0.5, 0.5], half: [0.92, 0.94], low: [0.8, 0.82, 0.99, 0.99] };
    const contenders = Object.entries(scores).map(([name, own]) => ({
      figures: comparedModel(name, own, 2),
      isRight: right(1),
    }));
    const { crossValidation, tTests } = compareModels(contenders, PLAN);
    expect(crossValidation?.best).toBe("half");
    expect(tTests.map(({ best, model, degreesOfFreedom }) => [best, model, degreesOfFreedom])).toEqual([
      ["half", "full", 1],
      ["half", "low", 1],
    ]);
    expect(tTests[0]?.meanDifference).toBeCloseTo(0.025, 12);
  });

  it("tests every two on the validation images", () => {
    expect(comparison.mcNemar).toHaveLength(6);
    expect(comparison.mcNemar[0]).toMatchObject({ first: "worse", second: "best", onlyFirst: 1, onlySecond: 7 });
    expect(comparison.mcNemar.at(-2)).toMatchObject({
      first: "best",
      second: "once",
      onlyFirst: 0,
      onlySecond: 0,
      pMid: 1,
    });
  });

  it("does without cross-validation", () => {
    const alone = compareModels([{ figures: comparedModel("only", [], 2), isRight: right(1) }], null);
    expect(alone).toMatchObject({ crossValidation: null, tTests: [], mcNemar: [] });
  });
});

it("summariseFolds tells the spread over folds from that over seeds", () => {
  const fold = (accuracy: number) => ({
    accuracy,
    trainAccuracy: 1,
    fitSeconds: 3,
    predictMilliseconds: 0.5,
    bytes: 10,
  });
  const steady = summariseFolds([0.8, 0.9, 0.9, 0.8].map(fold), 2);
  expect(steady.mean).toBeCloseTo(0.85, 12);
  expect(steady.gap).toBeCloseTo(0.15, 12);
  expect(steady.foldSpread).toBeCloseTo(Math.sqrt(0.005), 12);
  expect(steady.seedSpread).toBeCloseTo(0, 12);
  expect(summariseFolds([0.8, 0.8, 0.9, 0.9].map(fold), 2)).toMatchObject({ foldSpread: 0 });
  expect(summariseFolds([0.8, 0.8, 0.9, 0.9].map(fold), 2).seedSpread).toBeCloseTo(Math.sqrt(0.005), 12);
  expect(summariseFolds([fold(0.8)], 2)).toMatchObject({ standardDeviation: 0, seedSpread: null });
});
