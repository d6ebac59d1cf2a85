import { type Profile, Splits } from "@siffra/shared";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { at, describeSplits, divide, gatherAcross, planCrossValidation, TestSet } from "../../src/evaluation/index.ts";

const digits = (count: number, step: number) => Uint8Array.from({ length: count }, (_, i) => (i * step) % 10);
const files = { train: digits(600, 3), test: digits(100, 7) };
const all = new Uint8Array([...files.train, ...files.test]);

const profile = (dataset: Profile["dataset"]): Profile => ({
  name: "tiny",
  description: "For tests.",
  dataset,
  validationShare: 0.2,
  seed: 1,
  pipelines: [],
});
const CANONICAL = profile({ train: null, test: null });
const POOLED = profile({ train: null, test: null, split: "pooled", testShare: 0.25 });

describe("divide", () => {
  it("takes the files as they are, the canonical way", () => {
    const { train, test, split } = divide(files, CANONICAL, 1);
    expect([...train]).toEqual([...files.train.keys()]);
    expect([...test]).toEqual(Array.from({ length: 100 }, (_, i) => 600 + i));
    expect([split.fit.length, split.temperature.length, split.conformal.length]).toEqual([480, 60, 60]);
  });

  it("divides all images anew, stratified, when they are pooled", () => {
    const { train, test } = divide(files, POOLED, 1);
    expect([train.length, test.length]).toEqual([525, 175]);
    expect([...train, ...test].sort((a, b) => a - b)).toEqual([...all.keys()]);
    for (let digit = 0; digit < 10; digit++) {
      const share = at(all, test).filter((label) => label === digit).length / all.filter((l) => l === digit).length;
      expect(share).toBeCloseTo(0.25, 1);
    }
    expect(divide(files, POOLED, 2).test).not.toEqual(test);
  });

  it("samples both parts", () => {
    const { train, test } = divide(files, profile({ ...POOLED.dataset, train: 300, test: 110 }), 1);
    expect([train.length, test.length]).toEqual([300, 110]);
    expect(new Set([...train, ...test]).size).toBe(410);
  });
});

it("splits.json gives every image one use, and every fold its images", () => {
  const division = divide(files, POOLED, 4);
  const plan = planCrossValidation(
    at(all, division.train),
    division.split.fit,
    { folds: 3, repeats: 2, train: 150 },
    4,
  );
  const splits = v.parse(Splits, describeSplits(files, POOLED, 4, division, plan));
  const placesOf = (text: string, letter: string) => [...text].flatMap((each, i) => (each === letter ? [i] : []));
  expect(splits.roles).toHaveLength(700);
  expect(placesOf(splits.roles, "x")).toEqual([...division.test]);
  expect(placesOf(splits.roles, "f")).toEqual([...at(division.train, division.split.fit)]);
  expect(placesOf(splits.roles, "t")).toEqual([...at(division.train, division.split.temperature)]);
  expect(placesOf(splits.roles, "-")).toEqual([]);
  const secondFold = plan.repeats[1]?.splits[1]?.heldOut ?? new Uint32Array();
  expect(placesOf(splits.crossValidation?.[1] ?? "", "b")).toEqual([...at(division.train, secondFold)]);
});

it("gatherAcross numbers one set after the other, and knows where they end", () => {
  const set = (label: number) => ({ images: new Uint8Array(2 * 784).fill(label), labels: Uint8Array.of(label, label) });
  const { images, labels } = gatherAcross([set(1), set(2)], Uint32Array.of(3, 0));
  expect([...labels, images[0], images[784]]).toEqual([2, 1, 2, 1]);
  expect(() => gatherAcross([set(1)], Uint32Array.of(2))).toThrow(expect.objectContaining({ code: "gather-index" }));
});

it("a test set opens once", () => {
  const test = new TestSet({ images: new Uint8Array(784), labels: Uint8Array.of(3) });
  expect(test.count).toBe(1);
  expect([...test.take().labels]).toEqual([3]);
  expect(() => test.take()).toThrow(expect.objectContaining({ code: "test-set-opened-twice" }));
});
