import type { SearchSpace, Trial } from "@siffra/shared";
import { at, repeatedFolds, type Split, stratifiedSplit, toSplits } from "../evaluation/index.ts";

/** One round of a search: how many images each fold fits, at most, and how many trials go on from it. */
export interface Rung {
  /** null fits all that a fold keeps. */
  images: number | null;
  /** Of this many trials, how many go on to the next rung. */
  survivors: (trials: number) => number;
}

/** The rounds of a search: one, or those of successive halving (Jamieson & Talwalkar 2016, arXiv:1502.07943). */
export function rungsOf({ strategy }: SearchSpace): Rung[] {
  if (strategy.kind !== "halving") return [{ images: null, survivors: () => 0 }];
  const survivors = (trials: number) => Math.max(1, Math.round(trials * strategy.keep));
  return strategy.rungs.map((images) => ({ images, survivors }));
}

/** The folds of a rung. Those of a higher rung hold the same images out and keep the same and more. */
export function foldsOf(labels: Uint8Array, { validation }: SearchSpace, images: number | null, seed: number): Split[] {
  const whole =
    validation.kind === "holdout"
      ? [stratifiedSplit(labels, Math.round(labels.length * validation.share), seed)]
      : repeatedFolds(labels, validation.folds, validation.repeats, seed).flatMap((foldOf) =>
          toSplits(foldOf, validation.folds),
        );
  if (images === null) return whole;
  return whole.map(({ kept, heldOut }) => {
    const count = Math.min(images, kept.length);
    return { kept: at(kept, stratifiedSplit(at(labels, kept), count, seed).heldOut), heldOut };
  });
}

/** The best first; of equal ones the first drawn. */
export function ranked(trials: readonly Trial[]): Trial[] {
  return trials.toSorted((a, b) => b.score - a.score || a.trial - b.trial);
}

/** The configurations that go on from a rung, in the order in which they were drawn. */
export function survivorsOf(rung: Rung, trials: readonly Trial[]): number[] {
  const going = ranked(trials).slice(0, rung.survivors(trials.length));
  return going.map(({ trial }) => trial).sort((a, b) => a - b);
}
