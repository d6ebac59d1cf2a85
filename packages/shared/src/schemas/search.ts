import * as v from "valibot";
import { Count, DatasetName, KebabName, Seed, Sha256, Share } from "./common.ts";
import { PipelineConfig } from "./pipeline.ts";

const Finite = v.pipe(v.number(), v.finite());
const Positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const Whole = v.pipe(v.number(), v.safeInteger());
const Images = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(60_000));
const Trials = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000));

const ORDERED = "low must be less than high";

/** What a parameter may be: one of a list, or a number between two, both included. */
export const ParameterRange = v.variant("kind", [
  v.strictObject({
    kind: v.literal("list"),
    values: v.pipe(v.array(v.union([Finite, v.string(), v.boolean()])), v.minLength(1), v.maxLength(1000)),
  }),
  v.pipe(
    v.strictObject({ kind: v.literal("uniform"), low: Finite, high: Finite }),
    v.check(({ low, high }) => low < high, ORDERED),
  ),
  v.pipe(
    v.strictObject({ kind: v.literal("log-uniform"), low: Positive, high: Positive }),
    v.check(({ low, high }) => low < high, ORDERED),
  ),
  v.pipe(
    v.strictObject({ kind: v.literal("integer"), low: Whole, high: Whole }),
    v.check(({ low, high }) => low < high, ORDERED),
  ),
]);
export type ParameterRange = v.InferOutput<typeof ParameterRange>;

export const ParameterValue = v.union([Finite, v.string(), v.boolean()]);
export type ParameterValue = v.InferOutput<typeof ParameterValue>;

const ascends = (rungs: number[]) => rungs.every((rung, i) => i === 0 || rung > (rungs[i - 1] as number));

/** How configurations are found: all of them, some at random, or many at random on few images and the best on more. */
export const SearchStrategy = v.variant("kind", [
  v.strictObject({ kind: v.literal("grid") }),
  v.strictObject({ kind: v.literal("random"), trials: Trials }),
  v.strictObject({
    kind: v.literal("halving"),
    trials: Trials,
    /** Images to fit in each rung. */
    rungs: v.pipe(v.array(Images), v.minLength(2), v.maxLength(10), v.check(ascends, "rungs must ascend")),
    /** Share of a rung's trials that go on to the next, at least one. */
    keep: v.pipe(v.number(), v.gtValue(0), v.maxValue(0.9)),
  }),
]);
export type SearchStrategy = v.InferOutput<typeof SearchStrategy>;

const PARAMETER_NAME = /^(classifier|transforms\.[a-z0-9]+)\.[A-Za-z_][A-Za-z0-9_]*$/;

/** experiments/search/NAME.json: a pipeline, and what its parameters may be. */
export const SearchSpace = v.strictObject({
  name: KebabName,
  description: v.string(),
  /** Training images that the search works on, a stratified sample; null takes all. It never sees a test image. */
  images: v.nullable(Images),
  /** What a trial is scored on: a stratified share that is held out, or stratified folds, once or more often. */
  validation: v.variant("kind", [
    v.strictObject({ kind: v.literal("holdout"), share: v.pipe(v.number(), v.minValue(0.05), v.maxValue(0.5)) }),
    v.strictObject({
      kind: v.literal("kfold"),
      folds: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20)),
      repeats: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
    }),
  ]),
  strategy: SearchStrategy,
  seed: Seed,
  pipeline: PipelineConfig,
  /** By name: `classifier.C`, `transforms.pca.n_components`. */
  parameters: v.pipe(
    v.record(v.pipe(v.string(), v.regex(PARAMETER_NAME)), ParameterRange),
    v.check((parameters) => Object.keys(parameters).length > 0, "expected at least one parameter"),
  ),
});
export type SearchSpace = v.InferOutput<typeof SearchSpace>;

/** One configuration on one number of images: a function of the dataset, the configuration and the seed. */
export const Trial = v.strictObject({
  /** Number of the configuration, in the order in which the search drew them. */
  trial: Count,
  /** Number of the rung; 0 without successive halving. */
  rung: Count,
  /** Images that it was fitted to, in the first fold. */
  images: Count,
  /** The parameters that the search sets. */
  parameters: v.record(v.string(), ParameterValue),
  config: PipelineConfig,
  seed: Seed,
  /** Accuracy on what was held out, mean over the folds. */
  score: Share,
  scores: v.pipe(v.array(Share), v.minLength(1)),
});
export type Trial = v.InferOutput<typeof Trial>;

/** A line of trials.jsonl: a trial that is done, which search it belongs to, and the seconds it took. */
export const TrialLine = v.strictObject({
  ...Trial.entries,
  /** SHA-256 of all that the search depends on. */
  search: Sha256,
  seconds: v.pipe(v.number(), v.minValue(0)),
});
export type TrialLine = v.InferOutput<typeof TrialLine>;

/** search.json: all trials in order. It holds no clock, so the same search gives the same bytes. */
export const SearchResult = v.strictObject({
  formatVersion: v.literal(1),
  search: Sha256,
  space: SearchSpace,
  seed: Seed,
  dataset: v.strictObject({ name: DatasetName, sha256: Sha256 }),
  preprocessVersion: Count,
  trials: v.pipe(v.array(Trial), v.minLength(1)),
  /** Of the last rung, the trial with the highest score; the first drawn of several. */
  best: Count,
});
export type SearchResult = v.InferOutput<typeof SearchResult>;
