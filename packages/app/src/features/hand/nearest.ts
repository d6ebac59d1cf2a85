import { type DigitReading, IMAGE_SIZE } from "@siffra/shared";
import type { Example } from "./example.ts";

/** An example as it is compared: softened and of length 1. */
export interface Prepared {
  feature: Float32Array;
  label: number;
}

const WIDTH = 28;

/**
 * How near an example must be to count, 1 being the same ink. A person's second try at a digit is about 0.91 near the
 * first. Strangers come near too: with 24 misread digits of MNIST as examples, these two limits changed no right answer
 * of 5,976 held-out ones that the model thought possible, and hardly any that it did not.
 */
const NEAR = { possible: 0.9, surprising: 0.95 };

/** What the model gives at least this probability it thinks possible. */
const POSSIBLE = 0.01;

/** An example that only just counts decides, but leaves room for doubt. */
const LEAST_WEIGHT = 0.6;

/** Averages each pixel with its neighbours to both sides, `step` apart. */
function soften(pixels: Float32Array, step: number): Float32Array {
  return pixels.map((value, i) => (2 * value + (pixels[i - step] ?? 0) + (pixels[i + step] ?? 0)) / 4);
}

/**
 * 784 bytes as a direction, softened a little, because a stroke one pixel beside another is nearly the same stroke. More
 * softening makes different digits alike: the product of two is their cosine similarity, 0 to 1.
 */
function toFeature(image: Uint8Array): Float32Array {
  const soft = soften(soften(Float32Array.from(image), 1), WIDTH);
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

/** How much an example weighs against the model: nothing, or from LEAST_WEIGHT to 1 the nearer it is. */
function weightOf(nearness: number, probability: number): number {
  const limit = probability >= POSSIBLE ? NEAR.possible : NEAR.surprising;
  if (nearness < limit) return 0;
  return LEAST_WEIGHT + ((1 - LEAST_WEIGHT) * (Math.min(1, nearness) - limit)) / (1 - limit);
}

/** The label of the nearest example, and how much it weighs; nothing when none is near enough. */
function nearExample(
  { pixels, probabilities }: Pick<DigitReading, "probabilities"> & { pixels: Uint8Array },
  examples: readonly Prepared[],
): { label: number; weight: number } | undefined {
  if (examples.length === 0) return undefined;
  const feature = toFeature(pixels);
  const { label, nearness } = examples
    .map((example) => ({ label: example.label, nearness: similarity(feature, example.feature) }))
    .reduce((best, other) => (other.nearness > best.nearness ? other : best));
  const weight = weightOf(nearness, probabilities[label] ?? 0);
  return weight > 0 ? { label, weight } : undefined;
}

/**
 * Leans an answer towards the nearest example, and not at all when none is near: a digit that this person never
 * corrected is read as if there were no examples.
 */
export function adapt<T extends DigitReading & { pixels: Uint8Array }>(
  digit: T,
  examples: readonly Prepared[],
): Adapted<T> {
  const near = nearExample(digit, examples);
  if (!near || near.label === digit.label) return digit;
  const set = [near.label, ...digit.set.filter((other) => other !== near.label)];
  return { ...digit, label: near.label, probabilities: lean(digit, near), set, own: digit.label };
}

const lean = ({ probabilities }: DigitReading, { label, weight }: { label: number; weight: number }) =>
  probabilities.map((p, i) => (1 - weight) * p + (i === label ? weight : 0));

/**
 * The digits of a page in which the model saw none, if this person has said of each that it was unsure of what it is;
 * else undefined. What the model gives less than `leastProbability` it is unsure of.
 */
export function vouch<T extends DigitReading & { pixels: Uint8Array }>(
  guesses: readonly T[],
  examples: readonly Prepared[],
  leastProbability: number,
): Adapted<T>[] | undefined {
  const vouched = guesses.map((guess) => {
    const near = nearExample(guess, examples);
    if (near) return { ...adapt(guess, examples), probabilities: lean(guess, near) };
    return (guess.probabilities[guess.label] ?? 0) < leastProbability ? undefined : guess;
  });
  const known = vouched.filter((digit) => digit !== undefined);
  return known.length > 0 && known.length === vouched.length ? known : undefined;
}
