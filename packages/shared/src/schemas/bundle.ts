import * as v from "valibot";
import { Count, DatasetName, Interval, KebabName, LossInterval, Seed, Sha256, Share } from "./common.ts";
import { PipelineConfig } from "./pipeline.ts";

/** 95 % intervals of all but the accuracy: percentiles over `resamples` bootstrap resamples of the images. */
const BundleIntervals = v.strictObject({
  resamples: Count,
  macroPrecision: Interval,
  macroRecall: Interval,
  macroF1: Interval,
  logLoss: LossInterval,
  ece: Interval,
});

/**
 * What the manifest says of the 10,000 test images, rounded to six decimals. The interval of the accuracy is Wilson's.
 * Manifests of before there were intervals of the others do without what is optional.
 */
export const BundleTestMetrics = v.strictObject({
  accuracy: Share,
  accuracyInterval: Interval,
  macroPrecision: v.exactOptional(Share),
  macroRecall: v.exactOptional(Share),
  macroF1: Share,
  logLoss: v.pipe(v.number(), v.minValue(0)),
  ece: Share,
  intervals: v.exactOptional(BundleIntervals),
  n: Count,
});
export type BundleTestMetrics = v.InferOutput<typeof BundleTestMetrics>;

/**
 * `manifest.json` of a bundle: all that is needed to use, to judge and to make again the model in `model.safetensors`.
 * It holds no clock, so the same training gives the same bytes.
 */
export const BundleManifest = v.strictObject({
  formatVersion: v.literal(1),
  kind: v.literal("siffra-bundle"),
  name: KebabName,
  preprocessVersion: Count,
  pipeline: PipelineConfig,
  calibration: v.strictObject({
    temperature: v.pipe(v.number(), v.gtValue(0)),
    /** A digit is in the set when its calibrated probability is at least this, by the confidence asked for. */
    conformal: v.strictObject({ "0.95": Share, "0.99": Share }),
    /**
     * What is no digit leaves a model unsure: a digit with a certainty below `leastCertainty` is refused. The certainty is the
     * logarithm of its calibrated probability less the mean logarithm of all ten. `falseRefusals` is the share of held-out
     * digits that this refuses too.
     */
    refusal: v.strictObject({ leastCertainty: v.pipe(v.number(), v.minValue(0)), falseRefusals: Share }),
  }),
  dataset: v.strictObject({ name: DatasetName, sha256: Sha256, trainSamples: Count, calibrationSamples: Count }),
  seed: Seed,
  /** `test` is null until the reloaded bundle has been measured. */
  metrics: v.strictObject({ test: v.nullable(BundleTestMetrics) }),
  tensors: v.strictObject({ file: v.literal("model.safetensors"), sha256: Sha256, bytes: Count }),
  licence: v.literal("MIT"),
  createdBy: v.pipe(v.string(), v.maxLength(64)),
});
export type BundleManifest = v.InferOutput<typeof BundleManifest>;
