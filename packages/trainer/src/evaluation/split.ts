import { CLASS_COUNT, createRng, SiffraError } from "@siffra/shared";

/** Two disjoint sets of indices into the labels, each in ascending order. */
export interface Split {
  kept: Uint32Array;
  heldOut: Uint32Array;
}

/**
 * Holds out `count` samples so that every digit has the same share of both sets, to within one sample. The samples are
 * drawn at random from `seed`: the same labels, count and seed give the same split.
 * @throws SiffraError "split-size" when `count` is not between 0 and the number of labels
 */
export function stratifiedSplit(labels: Uint8Array, count: number, seed: number): Split {
  if (!Number.isInteger(count) || count < 0 || count > labels.length) {
    throw new SiffraError("split-size", `Expected to hold out 0 to ${labels.length} samples, found ${count}.`);
  }
  const rng = createRng(seed);
  const byClass = indicesByClass(labels);
  const quotas = apportion(
    byClass.map((indices) => indices.length),
    count,
  );
  const isHeldOut = new Uint8Array(labels.length);
  for (const [digit, indices] of byClass.entries()) {
    rng.shuffle(indices);
    for (const index of indices.subarray(0, quotas[digit])) isHeldOut[index] = 1;
  }
  const all = Uint32Array.from(labels.keys());
  return { kept: all.filter((i) => isHeldOut[i] === 0), heldOut: all.filter((i) => isHeldOut[i] === 1) };
}

/** What each training sample is for: disjoint indices that together are all of them. */
export interface TrainingSplit {
  /** Fits the model. */
  fit: Uint32Array;
  /** One half of the validation samples: fits the temperature. */
  temperature: Uint32Array;
  /** The other half: gives the thresholds of the prediction sets. */
  conformal: Uint32Array;
}

/** Holds `validationShare` of the samples out, in two halves; all three parts have the same share of every digit. */
export function splitTraining(labels: Uint8Array, validationShare: number, seed: number): TrainingSplit {
  const { kept: fit, heldOut } = stratifiedSplit(labels, Math.round(labels.length * validationShare), seed);
  const halves = stratifiedSplit(at(labels, heldOut), Math.floor(heldOut.length / 2), seed);
  return { fit, temperature: at(heldOut, halves.heldOut), conformal: at(heldOut, halves.kept) };
}

/** The values at these places, in that order. */
export function at<T extends Uint8Array | Uint32Array>(values: T, places: Uint32Array): T {
  const taken = new (values.constructor as new (length: number) => T)(places.length);
  for (const [i, place] of places.entries()) taken[i] = values[place] as number;
  return taken;
}

/** The places of each digit's samples, in order. */
export function indicesByClass(labels: Uint8Array): Uint32Array[] {
  const lists = Array.from({ length: CLASS_COUNT }, (): number[] => []);
  for (const [index, label] of labels.entries()) lists[label]?.push(index);
  return lists.map((list) => Uint32Array.from(list));
}

/** Shares `count` out in proportion to `sizes` by largest remainder; of equal remainders the lower digit's is first. */
function apportion(sizes: readonly number[], count: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const quotas = sizes.map((size) => Math.floor((size * count) / total));
  const missing = count - quotas.reduce((sum, quota) => sum + quota, 0);
  const byRemainder = sizes
    .map((size, digit) => ({ digit, remainder: (size * count) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.digit - b.digit);
  for (const { digit } of byRemainder.slice(0, missing)) quotas[digit] = (quotas[digit] as number) + 1;
  return quotas;
}

/** At most `most` of `count` places, evenly spread over them. */
export function spreadPlaces(count: number, most: number): Uint32Array {
  const length = Math.min(count, most);
  return Uint32Array.from({ length }, (_, i) => Math.floor((i * count) / length));
}
