import { argmax, type DigitReading, IMAGE_SIZE } from "@siffra/shared";
import type { Example } from "./example.ts";

/** An example as it is compared: softened and of length 1. */
export interface Prepared {
  feature: Float32Array;
  label: number;
}

const WIDTH = 28;

/** A stroke one pixel beside another is nearly the same stroke: three passes of this are close to a Gaussian of 1.2. */
const PASSES = 3;

/** Below NEAR an example says nothing; from SAME on the ink is as good as the same. */
const NEAR = 0.9;
const SAME = 0.96;

/** Averages each pixel with its neighbours to both sides, `step` apart. */
function soften(pixels: Float32Array, step: number): Float32Array {
  return pixels.map((value, i) => (2 * value + (pixels[i - step] ?? 0) + (pixels[i + step] ?? 0)) / 4);
}

/** 784 bytes as a direction: the product of two is their cosine similarity, 0 to 1. */
function toFeature(image: Uint8Array): Float32Array {
  let soft: Float32Array = Float32Array.from(image);
  for (let pass = 0; pass < PASSES; pass++) soft = soften(soften(soft, 1), WIDTH);
  const length = Math.sqrt(soft.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? soft.map((value) => value / length) : soft;
}

export const prepare = ({ pixels, label }: Example): Prepared => ({ feature: toFeature(pixels), label });

function similarity(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < IMAGE_SIZE; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** What the person's own examples make of an answer, and what the model alone said. */
export type Adapted<T extends DigitReading> = T & { own?: number };

/**
 * Leans an answer towards the nearest example, the more the nearer it is, and not at all when none is near: a digit
 * that this person never corrected is read as if there were no examples.
 */
export function adapt<T extends DigitReading & { pixels: Uint8Array }>(
  digit: T,
  examples: readonly Prepared[],
): Adapted<T> {
  if (examples.length === 0) return digit;
  const feature = toFeature(digit.pixels);
  const near = examples
    .map((example) => ({ label: example.label, nearness: similarity(feature, example.feature) }))
    .reduce((best, other) => (other.nearness > best.nearness ? other : best));
  const weight = Math.min(1, Math.max(0, (near.nearness - NEAR) / (SAME - NEAR)));
  if (weight === 0) return digit;
  const probabilities = digit.probabilities.map((p, i) => (1 - weight) * p + (i === near.label ? weight : 0));
  const label = argmax(probabilities);
  if (label === digit.label) return digit;
  return {
    ...digit,
    label,
    probabilities,
    set: [label, ...digit.set.filter((other) => other !== label)],
    own: digit.label,
  };
}
