import { createRng, SiffraError } from "@siffra/shared";
import { indicesByClass, type Split } from "./split.ts";

/**
 * Deals all samples into `folds` sets, so that every digit has the same share of each to within one sample, and the
 * sets the same size to within one. At random from `seed`.
 * @returns the number of the fold that holds each sample out
 * @throws SiffraError "split-folds" when there are fewer samples than folds, or fewer than two folds
 */
export function stratifiedFolds(labels: Uint8Array, folds: number, seed: number): Uint8Array {
  if (!Number.isInteger(folds) || folds < 2 || folds > Math.min(labels.length, 255)) {
    const most = Math.min(labels.length, 255);
    throw new SiffraError("split-folds", `Expected 2 to ${most} folds of ${labels.length} samples, found ${folds}.`);
  }
  const rng = createRng(seed);
  const foldOf = new Uint8Array(labels.length);
  let dealt = 0;
  for (const indices of indicesByClass(labels)) {
    rng.shuffle(indices);
    // Each digit starts where the one before stopped, so that the remainders do not all fall to the first folds.
    for (const index of indices) foldOf[index] = dealt++ % folds;
  }
  return foldOf;
}

/** The folds as splits, each sample held out once. */
export function toSplits(foldOf: Uint8Array, folds: number): Split[] {
  const all = Uint32Array.from(foldOf.keys());
  return Array.from({ length: folds }, (_, fold) => ({
    kept: all.filter((i) => foldOf[i] !== fold),
    heldOut: all.filter((i) => foldOf[i] === fold),
  }));
}

/** The seed of a repeat: of its folds and of the models fitted in it. */
export function repeatSeed(seed: number, repeat: number): number {
  return (seed + repeat) >>> 0;
}

/** Stratified folds again and again, each time from another seed: one array of fold numbers a repeat. */
export function repeatedFolds(labels: Uint8Array, folds: number, repeats: number, seed: number): Uint8Array[] {
  return Array.from({ length: repeats }, (_, repeat) => stratifiedFolds(labels, folds, repeatSeed(seed, repeat)));
}
