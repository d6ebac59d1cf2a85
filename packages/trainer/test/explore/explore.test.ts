import { Exploration } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { completeExploration, exploreTraining, strokeWidth } from "../../src/explore/index.ts";
import { drawnDigits } from "../report/studies.ts";

const core = loadCore();
const DATASET = { name: "synthetic" as const, sha256: "0".repeat(64) };

/** 400 drawn digits with a duplicate, a contradiction, a blank image and a wrong label, and a test image seen before. */
function plantedDigits() {
  const training = drawnDigits(0, 400);
  const copy = (from: number, to: number) => training.images.copyWithin(to * 784, from * 784, (from + 1) * 784);
  copy(10, 20);
  training.labels[20] = training.labels[10] as number;
  copy(11, 21);
  training.labels[21] = ((training.labels[11] as number) + 1) % 10;
  training.images.fill(0, 30 * 784, 31 * 784);
  training.places = training.places.map((place) => place + 1000);
  const test = drawnDigits(5000, 50);
  test.images.set(training.images.subarray(0, 784), 7 * 784);
  return { training, test };
}

function explore(seed = 1) {
  const { training, test } = plantedDigits();
  const found = exploreTraining(core, { ...training, normalised: training.images }, seed, () => true);
  return completeExploration(DATASET, found, training, test);
}

describe("an exploration", () => {
  const found = explore();

  it("is what the schema describes, small, and the same every time", () => {
    expect(v.is(Exploration, found)).toBe(true);
    expect(JSON.stringify(found).length).toBeLessThan(1_500_000);
    expect(explore()).toEqual(found);
  });

  it("counts images, values and digits", () => {
    expect(found.train).toMatchObject({ images: 400, shape: [28, 28], type: "uint8", range: [0, 255], blank: 1 });
    expect(found.train.classes.reduce((sum, count) => sum + count)).toBe(400);
    expect(found.test).toMatchObject({ images: 50, blank: 0 });
    expect(found.ink.counts.reduce((sum, count) => sum + count)).toBe(400);
  });

  it("finds planted duplicates, by their places in the files", () => {
    expect(found.duplicates.train).toEqual({
      images: 2,
      contradictory: 1,
      groups: [
        [1010, 1020],
        [1011, 1021],
      ],
    });
    expect(found.duplicates.across).toEqual({ images: 1, pairs: [[7, 1000]] });
    expect(found.texts.duplicates.en).toContain("2 of the training images, 0 of the test images; 1 test images");
  });

  it("suspects the planted wrong label", () => {
    expect(found.labelErrors.suspects.map(({ image }) => image)).toContain(1021);
    for (const { label, suggested, selfConfidence, confidence } of found.labelErrors.suspects) {
      expect(label).not.toBe(suggested);
      expect(selfConfidence).toBeLessThanOrEqual(confidence);
    }
    expect(found.labelErrors.accuracy).toBeGreaterThan(0.8);
  });

  it("has a thumbnail of every image that it names", () => {
    const named = [
      ...found.map.points.map(({ image }) => image),
      ...found.nearest.pairs.flatMap(({ images }) => images),
      ...found.labelErrors.suspects.map(({ image }) => image),
    ];
    expect(found.thumbnails.images).toEqual([...new Set(named)].sort((a, b) => a - b));
    expect(Buffer.from(found.thumbnails.pixels, "base64")).toHaveLength(784 * found.thumbnails.images.length);
  });

  it("pairs the nearest images of different digits, the planted twins first", () => {
    const [first] = found.nearest.pairs;
    expect(first).toMatchObject({ images: [1011, 1021], distance: 0 });
    for (const { labels } of found.nearest.pairs) expect(labels[0]).not.toBe(labels[1]);
  });
});

it("stops when asked to", () => {
  const { training } = plantedDigits();
  const stop = () =>
    exploreTraining(core, { ...training, normalised: training.images }, 1, (step) => step !== "nearest");
  expect(stop).toThrow(expect.objectContaining({ code: "cancelled" }));
});

/** An image with ink where `isInk` says so. */
const drawn = (isInk: (x: number, y: number) => boolean) =>
  Uint8Array.from({ length: 784 }, (_, i) => (isInk(i % 28, Math.floor(i / 28)) ? 255 : 0));

it.each([1, 2, 3, 4, 5])("a bar %d pixels wide has about that stroke width", (width) => {
  const upright = drawn((x, y) => x >= 10 && x < 10 + width && y >= 2 && y < 26);
  const lying = drawn((x, y) => y >= 10 && y < 10 + width && x >= 2 && x < 26);
  expect(Math.abs(strokeWidth(upright) - width)).toBeLessThan(1.01);
  expect(strokeWidth(lying)).toBeCloseTo(strokeWidth(upright), 6);
  expect(strokeWidth(drawn(() => false))).toBe(0);
});
