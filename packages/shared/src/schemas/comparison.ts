import * as v from "valibot";
import { Count, KebabName, LocalText, Seed, Share } from "./common.ts";

const NonNegative = v.pipe(v.number(), v.minValue(0));
const Difference = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));

/** One model in repeated stratified cross-validation. Spreads are standard deviations. */
export const CrossValidated = v.strictObject({
  /** Accuracy on what each fold held out, the folds of the first repeat first; only the first folds where it got no more. */
  scores: v.pipe(v.array(Share), v.minLength(1)),
  mean: Share,
  /** Over all folds of all repeats. */
  standardDeviation: NonNegative,
  /** Over the folds of one repeat, which differ in their images; mean over the repeats. */
  foldSpread: NonNegative,
  /** Over the means of the whole repeats, which differ in their seeds; null with fewer than two. */
  seedSpread: v.nullable(NonNegative),
  /** On as many of the images that a fold fitted as it held out, mean over the folds. */
  trainAccuracy: Share,
  /** Generalisation gap: `trainAccuracy` less `mean`. */
  gap: Difference,
  /** Of one fold, one thread. */
  fitSeconds: NonNegative,
  /** One image, one thread. */
  predictMilliseconds: NonNegative,
});
export type CrossValidated = v.InferOutput<typeof CrossValidated>;

/** What a model is worth and what it costs, the test images aside. */
export const ComparedModel = v.strictObject({
  model: KebabName,
  title: LocalText,
  /** null when the profile asks for no cross-validation. */
  crossValidation: v.nullable(CrossValidated),
  /** Of the model that was fitted to all images meant for it. */
  validationAccuracy: Share,
  fitSeconds: NonNegative,
  /** One validation image, one thread. */
  predictMilliseconds: NonNegative,
  /** Of model.safetensors. */
  bytes: Count,
  /** What to know about these figures, if anything. */
  note: v.nullable(LocalText),
});
export type ComparedModel = v.InferOutput<typeof ComparedModel>;

/** p values are two-sided; `pHolm` holds for all tests of its list together and `isSignificant` says that it is below alpha. */
const Verdict = { pHolm: Share, isSignificant: v.boolean() };

/** comparison.json: the models beside one another on training data alone. */
export const Comparison = v.strictObject({
  formatVersion: v.literal(1),
  alpha: Share,
  crossValidation: v.nullable(
    v.strictObject({
      folds: Count,
      repeats: Count,
      seed: Seed,
      /** Images in it, and those of them that the first fold fits and holds out. */
      samples: Count,
      fitSamples: Count,
      heldOutSamples: Count,
      /** The highest mean over the folds that all models of two folds or more went through; null when none did. */
      best: v.nullable(KebabName),
    }),
  ),
  models: v.array(ComparedModel),
  /**
   * Corrected resampled t-tests (Nadeau & Bengio 2003) of the best in cross-validation against each of the others, over
   * the folds that both went through: one more than `degreesOfFreedom`. Models of a single fold are in none.
   */
  tTests: v.array(
    v.strictObject({
      best: KebabName,
      model: KebabName,
      /** Accuracy of the best less that of the model, mean over the folds. */
      meanDifference: Difference,
      /** null when every fold gave the same difference. */
      t: v.nullable(v.number()),
      degreesOfFreedom: Count,
      p: Share,
      ...Verdict,
    }),
  ),
  /** McNemar's tests between every two models on the validation images; Holm's correction is of `pMid`. */
  mcNemar: v.array(
    v.strictObject({
      first: KebabName,
      second: KebabName,
      /** Images that the first alone reads right, and the second alone. */
      onlyFirst: Count,
      onlySecond: Count,
      pExact: Share,
      pMid: Share,
      ...Verdict,
    }),
  ),
});
export type Comparison = v.InferOutput<typeof Comparison>;
