import type { CrossValidationConfig } from "@siffra/shared";
import { repeatedFolds, repeatSeed, toSplits } from "./kfold.ts";
import { at, type Split, stratifiedSplit } from "./split.ts";

/** The folds of a repeated cross-validation, the same for every model. */
export interface CrossValidationPlan {
  folds: number;
  /** Training images in it, as positions within the training images. */
  sample: Uint32Array;
  repeats: {
    seed: number;
    /** Which fold holds each image of the sample out. */
    foldOf: Uint8Array;
    /** Positions within the training images. */
    splits: Split[];
  }[];
}

/**
 * Draws a stratified sample of the images meant for fitting, all of them where there are not more, and deals it into
 * folds. Validation images stay outside, so that they can judge what was chosen here.
 * @param labels of all training images
 * @param fit positions of those meant for fitting
 */
export function planCrossValidation(
  labels: Uint8Array,
  fit: Uint32Array,
  { folds, repeats, train }: CrossValidationConfig,
  seed: number,
): CrossValidationPlan {
  const count = Math.min(train, fit.length);
  const sample = at(fit, stratifiedSplit(at(labels, fit), count, seed).heldOut);
  const numbers = repeatedFolds(at(labels, sample), folds, repeats, seed);
  const toPositions = ({ kept, heldOut }: Split) => ({ kept: at(sample, kept), heldOut: at(sample, heldOut) });
  return {
    folds,
    sample,
    repeats: numbers.map((foldOf, repeat) => ({
      seed: repeatSeed(seed, repeat),
      foldOf,
      splits: toSplits(foldOf, folds).map(toPositions),
    })),
  };
}
