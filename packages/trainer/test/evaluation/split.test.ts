import { describe, expect, it } from "vitest";
import { gather, splitTraining, stratifiedSplit } from "../../src/evaluation/index.ts";

/** 1,000 labels with very different numbers of each digit. */
const labels = Uint8Array.from({ length: 1000 }, (_, i) => Math.floor(Math.sqrt(i / 10)));

function countClasses(indices: Uint32Array): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const index of indices) {
    const label = labels[index] as number;
    counts[label] = (counts[label] as number) + 1;
  }
  return counts;
}

const everyIndex = Array.from({ length: 1000 }, (_, i) => i);
const ascending = (indices: Iterable<number>) => [...indices].sort((a, b) => a - b);

describe("stratifiedSplit", () => {
  const split = stratifiedSplit(labels, 133, 4);

  it("puts every sample into exactly one of two sets of the sizes asked for", () => {
    expect(split.heldOut).toHaveLength(133);
    expect(ascending([...split.kept, ...split.heldOut])).toEqual(everyIndex);
  });

  it("gives every digit its share to within one sample", () => {
    const all = countClasses(Uint32Array.from(everyIndex));
    for (const [digit, count] of countClasses(split.heldOut).entries()) {
      expect(Math.abs(count - (all[digit] as number) * 0.133)).toBeLessThanOrEqual(1);
    }
  });

  it("is the same for the same seed and another for another", () => {
    expect(stratifiedSplit(labels, 133, 4)).toEqual(split);
    expect(stratifiedSplit(labels, 133, 5)).not.toEqual(split);
  });

  it("is in ascending order, so that nothing depends on the order of drawing", () => {
    expect([...split.heldOut]).toEqual(ascending(split.heldOut));
    expect([...split.kept]).toEqual(ascending(split.kept));
  });

  it("can hold out nothing, or everything, but no more", () => {
    expect(stratifiedSplit(labels, 0, 1).kept).toHaveLength(1000);
    expect(stratifiedSplit(labels, 1000, 1).heldOut).toHaveLength(1000);
    expect(() => stratifiedSplit(labels, 1001, 1)).toThrow(expect.objectContaining({ code: "split-size" }));
    expect(() => stratifiedSplit(labels, -1, 1)).toThrow(expect.objectContaining({ code: "split-size" }));
  });
});

it("splitTraining makes three disjoint parts, the two of validation alike", () => {
  const { fit, temperature, conformal } = splitTraining(labels, 0.2, 9);
  expect([fit.length, temperature.length, conformal.length]).toEqual([800, 100, 100]);
  expect(ascending([...fit, ...temperature, ...conformal])).toEqual(everyIndex);
  const second = countClasses(conformal);
  for (const [digit, count] of countClasses(temperature).entries()) {
    expect(Math.abs(count - (second[digit] as number))).toBeLessThanOrEqual(2);
  }
});

it("gather copies the samples named, in that order", () => {
  const images = Uint8Array.from({ length: 3 * 784 }, (_, i) => Math.floor(i / 784));
  const gathered = gather({ images, labels: Uint8Array.of(7, 8, 9) }, Uint32Array.of(2, 0));
  expect([...gathered.labels]).toEqual([9, 7]);
  expect([gathered.images[0], gathered.images[783], gathered.images[784], gathered.images.length]).toEqual([
    2, 2, 0, 1568,
  ]);
});
