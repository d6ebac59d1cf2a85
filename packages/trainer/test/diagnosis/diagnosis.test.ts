import { Mistakes, type Perturbation } from "@siffra/shared";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  collectMistakes,
  findMisreadings,
  learningSamples,
  measureRobustness,
  perturb,
  perturbAll,
  reliabilityOf,
  STRENGTHS,
} from "../../src/diagnosis/index.ts";
import { drawnDigits } from "../report/studies.ts";

const { images, labels, places } = drawnDigits(0, 40);
const inkOf = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0);
const KINDS = Object.keys(STRENGTHS) as Perturbation[];

describe("a perturbation", () => {
  it.each(KINDS)("%s gives the same bytes from the same seed, and other bytes than before", (kind) => {
    for (const strength of STRENGTHS[kind]) {
      const once = perturb(images, kind, strength, 3);
      expect(perturb(images, kind, strength, 3)).toEqual(once);
      expect(once).not.toEqual(images);
      expect(once).toHaveLength(images.length);
    }
  });

  it("shifts without loss, turns with little, thickens and thins", () => {
    const ink = inkOf(images);
    expect(inkOf(perturb(images, "shift", 1, 3)) / ink).toBeGreaterThan(0.99);
    expect(inkOf(perturb(images, "rotation", 20, 3)) / ink).toBeCloseTo(1, 1);
    expect(inkOf(perturb(images, "thickness", 1, 3))).toBeGreaterThan(1.2 * ink);
    expect(inkOf(perturb(images, "thickness", -1, 3))).toBeLessThan(0.8 * ink);
    expect(perturb(images, "rotation", 30, 3)).not.toEqual(perturb(images, "rotation", 30, 4));
  });

  it("a dot that is turned by 90 degrees in three steps of 30 arrives beside where it should", () => {
    const dot = Uint8Array.from({ length: 784 }, (_, i) => (i === 4 * 28 + 14 ? 255 : 0));
    const turned = [1, 2, 3].reduce<Uint8Array>((image) => perturb(image, "rotation", 30, 1), dot);
    const brightest = turned.indexOf(Math.max(...turned));
    const [x, y] = [brightest % 28, Math.floor(brightest / 28)];
    expect(Math.abs(y - 14)).toBeLessThanOrEqual(1);
    expect(Math.min(Math.abs(x - 4), Math.abs(x - 23))).toBeLessThanOrEqual(1);
  });
});

it("robustness is the accuracy of what the model answers", () => {
  const truth = new Float32Array(labels.length * 10);
  for (const [i, label] of labels.entries()) truth[i * 10 + label] = 1;
  // Reads images as they are right, all others as 0.
  const zeros = new Float32Array(labels.length * 10).map((_, i) => (i % 10 === 0 ? 1 : 0));
  const isClean = (pixels: Uint8Array) => pixels.every((value, i) => value === images[i]);
  const copies = perturbAll({ images, labels }, 1);
  const found = measureRobustness(
    (pixels) => (isClean(pixels) ? truth : zeros),
    copies,
    () => {},
  );
  const share = labels.filter((label) => label === 0).length / labels.length;
  expect(found.clean).toBe(1);
  expect(found.perturbed.map(({ accuracy }) => accuracy)).toEqual(new Array(15).fill(share));
});

/** Rows that give `confidence` to their answer. */
const proba = (answers: [number, number][]) =>
  Float32Array.from(
    answers.flatMap(([answer, confidence]) =>
      Array.from({ length: 10 }, (_, digit) => (digit === answer ? confidence : (1 - confidence) / 9)),
    ),
  );

it("reliability bins hold the mean confidence and the share of right answers", () => {
  const bins = reliabilityOf(
    proba([
      [1, 0.95],
      [2, 0.97],
      [3, 0.5],
    ]),
    Uint8Array.of(1, 3, 3),
  );
  expect(bins).toHaveLength(2);
  expect(bins[0]).toMatchObject({ accuracy: 1, images: 1 });
  expect(bins[1]).toMatchObject({ accuracy: 0.5, images: 2 });
  expect(bins[1]?.confidence).toBeCloseTo(0.96, 5);
});

it("mistakes are listed by cell, the surest first, with their pictures and places", () => {
  const misreadings = findMisreadings(
    proba([
      [1, 0.9],
      [9, 0.6],
      [9, 0.8],
      [4, 0.9],
    ]),
    Uint8Array.of(1, 4, 4, 4),
  );
  expect(misreadings.map(({ position }) => position)).toEqual([1, 2]);
  const offset = places.map((place) => place + 100);
  const mistakes = collectMistakes([{ model: "m", misreadings }], { images, places: offset });
  expect(v.is(Mistakes, mistakes)).toBe(true);
  expect(mistakes.models[0]?.misread).toBe(2);
  expect(mistakes.models[0]?.cells).toEqual([
    {
      truth: 4,
      answer: 9,
      count: 2,
      images: [
        { image: 102, confidence: 0.8 },
        { image: 101, confidence: 0.6 },
      ],
    },
  ]);
  expect(mistakes.thumbnails.images).toEqual([101, 102]);
  expect(Buffer.from(mistakes.thumbnails.pixels, "base64")).toEqual(Buffer.from(images.subarray(784, 3 * 784)));
});

it("learning samples grow, are stratified, and are never all", () => {
  const many = Uint8Array.from({ length: 2500 }, (_, i) => i % 10);
  const samples = learningSamples(many, 1);
  expect(samples.map((sample) => sample.length)).toEqual([300, 1000]);
  for (const sample of samples) {
    const counts = new Array(10).fill(0);
    for (const place of sample) counts[many[place] as number]++;
    expect(Math.max(...counts) - Math.min(...counts)).toBe(0);
  }
});
