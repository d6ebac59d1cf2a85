import * as v from "valibot";
import { Count, Interval, KebabName, LocalText, LossInterval, Sha256, Share } from "./common.ts";

const NonNegative = v.pipe(v.number(), v.minValue(0));

/** How one digit is told from the others. `support` is how many images of it there were. */
export const ClassMetrics = v.strictObject({
  label: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9)),
  precision: Share,
  recall: Share,
  f1: Share,
  support: Count,
});
export type ClassMetrics = v.InferOutput<typeof ClassMetrics>;

const ClassIntervals = v.strictObject({ precision: Interval, recall: Interval, f1: Interval });

/** 95 % percentile intervals over `resamples` plain bootstrap resamples of the images. */
export const MetricIntervals = v.strictObject({
  resamples: Count,
  macro: ClassIntervals,
  /** By digit. */
  perClass: v.pipe(v.array(ClassIntervals), v.length(10)),
  logLoss: LossInterval,
  ece: Interval,
});
export type MetricIntervals = v.InferOutput<typeof MetricIntervals>;

/** Everything measured on one set of images. `accuracyInterval` is Wilson's, at 95 %; `intervals` has all the others. */
export const Evaluation = v.strictObject({
  n: Count,
  accuracy: Share,
  accuracyInterval: Interval,
  macro: v.strictObject({ precision: Share, recall: Share, f1: Share }),
  perClass: v.pipe(v.array(ClassMetrics), v.length(10)),
  /** Rows are the true digit, columns the predicted one. */
  confusion: v.pipe(v.array(v.pipe(v.array(Count), v.length(10))), v.length(10)),
  /** Natural logarithm, mean over the images. */
  logLoss: NonNegative,
  /** Expected calibration error, 15 bins of equal width. */
  ece: Share,
  intervals: MetricIntervals,
});
export type Evaluation = v.InferOutput<typeof Evaluation>;

/** How often a prediction set holds the true digit, and how many digits it has on average. */
export const SetMetrics = v.strictObject({ coverage: Share, meanSize: NonNegative });
export type SetMetrics = v.InferOutput<typeof SetMetrics>;

/** One trained model. Validation images chose and calibrated it; test images only measured it, once, after a reload. */
export const ModelMetrics = v.strictObject({
  model: KebabName,
  title: LocalText,
  validation: Evaluation,
  test: Evaluation,
  /** On the test images, by the confidence asked for. */
  testSets: v.strictObject({ "0.95": SetMetrics, "0.99": SetMetrics }),
  /** Computing, all workers together: what it took on the clock depends on what else ran. */
  fitSeconds: NonNegative,
  /** What the fit says of itself, by scikit-learn's names: `n_iter`, `gradient_norm`, `oob_score`, `n_support`. */
  facts: v.record(v.pipe(v.string(), v.regex(/^[a-z_]{1,32}$/)), v.pipe(v.number(), v.finite())),
  /** One image, one thread, mean over the test images. */
  predictMilliseconds: NonNegative,
  /** `bytes` is the size of model.safetensors. */
  bundle: v.strictObject({ bytes: Count, tensorsSha256: Sha256, manifestSha256: Sha256 }),
});
export type ModelMetrics = v.InferOutput<typeof ModelMetrics>;

const PixelValues = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(28 * 28));

/** importances.json of a forest on pixels: one number a pixel, row by row. */
export const PixelImportances = v.strictObject({
  formatVersion: v.literal(1),
  /** What splits on the pixel took off the Gini impurity, sum 1: scikit-learn's `feature_importances_`. */
  impurity: PixelValues,
  /** Accuracy lost on held-out images when the pixel's values change places among them: `permutation_importance`. */
  permutation: PixelValues,
  /** Held-out images, and orders of each pixel, that `permutation` is the mean over. */
  images: Count,
  repeats: Count,
});
export type PixelImportances = v.InferOutput<typeof PixelImportances>;

/** Which model is best on the test images, and whether the rule, which never saw them, chose it too. */
export const TestVerdict = v.strictObject({ best: KebabName, agrees: v.boolean(), text: LocalText });
export type TestVerdict = v.InferOutput<typeof TestVerdict>;

const Difference = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));

/** A model and its baseline on the same images. */
export const PairedAccuracies = v.strictObject({
  /** Images that the model alone reads right, and its baseline alone. */
  onlyModel: Count,
  onlyBaseline: Count,
  /** Accuracy of the model less that of its baseline, and a 95 % interval of it (Agresti and Min 2005). */
  difference: Difference,
  interval: v.tuple([Difference, Difference]),
  /** McNemar's, two-sided, mid-p. */
  pMid: Share,
});
export type PairedAccuracies = v.InferOutput<typeof PairedAccuracies>;

/** A model beside the one that was trained for comparison only: the same without some parameters of its classifier. */
export const BaselineComparison = v.strictObject({
  model: KebabName,
  baseline: KebabName,
  without: v.pipe(v.array(v.string()), v.minLength(1)),
  validation: PairedAccuracies,
  test: PairedAccuracies,
});
export type BaselineComparison = v.InferOutput<typeof BaselineComparison>;

/** metrics.json of a run: the models in the profile's order. */
export const Metrics = v.strictObject({
  formatVersion: v.literal(1),
  models: v.array(ModelMetrics),
  /** Where the profile names some. */
  baselines: v.exactOptional(v.array(BaselineComparison)),
  verdict: TestVerdict,
});
export type Metrics = v.InferOutput<typeof Metrics>;
