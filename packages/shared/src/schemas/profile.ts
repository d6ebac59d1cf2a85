import * as v from "valibot";
import { KebabName, Seed } from "./common.ts";
import { PipelineConfig } from "./pipeline.ts";
import { SplitKind } from "./splits.ts";

const SampleCount = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(70_000));

const ProfileDataset = v.strictObject({
  /** null takes all images, a number takes a stratified sample of that many. */
  train: v.nullable(SampleCount),
  test: v.nullable(SampleCount),
  /** The dataset's own training and test files (`canonical`, the default), or all its images divided anew (`pooled`). */
  split: v.exactOptional(SplitKind),
  /** Of all images, with `pooled`. */
  testShare: v.exactOptional(v.pipe(v.number(), v.minValue(0.05), v.maxValue(0.5))),
});

/** Repeated stratified k-fold cross-validation, to compare the models. */
export const CrossValidationConfig = v.strictObject({
  folds: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20)),
  repeats: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  /** Size of the stratified sample of the images meant for fitting that it works on. */
  train: SampleCount,
  /** Pipelines that all folds would take too long for, and how many of the first they get: the output says so. */
  fewerFolds: v.exactOptional(v.record(KebabName, v.pipe(v.number(), v.integer(), v.minValue(1)))),
});
export type CrossValidationConfig = v.InferOutput<typeof CrossValidationConfig>;

function namesDiffer(pipelines: PipelineConfig[]): boolean {
  return new Set(pipelines.map((pipeline) => pipeline.name)).size === pipelines.length;
}

const ProfileFields = v.strictObject({
  name: KebabName,
  description: v.string(),
  dataset: v.pipe(
    ProfileDataset,
    v.check(
      ({ split, testShare }) => (split === "pooled") === (testShare !== undefined),
      "testShare goes with split pooled",
    ),
  ),
  /** Share of the training images that is held out to calibrate and to choose. */
  validationShare: v.pipe(v.number(), v.minValue(0.05), v.maxValue(0.5)),
  seed: Seed,
  /** Without it, models are compared on the validation images alone. */
  crossValidation: v.exactOptional(CrossValidationConfig),
  /** Whether networks get learning curves too: each point is a training of its own. */
  networkLearningCurves: v.exactOptional(v.boolean()),
  pipelines: v.pipe(
    v.array(PipelineConfig),
    v.minLength(1),
    v.check(namesDiffer, "every pipeline needs a name of its own"),
  ),
  /**
   * What some parameters of a classifier are worth: names of models, each with that of the pipeline which leaves those
   * parameters out. Such a baseline is trained and measured for comparison only, and cannot be chosen.
   */
  baselines: v.exactOptional(v.record(KebabName, KebabName)),
});

function namesExist({ crossValidation, pipelines }: v.InferOutput<typeof ProfileFields>): boolean {
  const names = pipelines.map((pipeline) => pipeline.name);
  return Object.keys(crossValidation?.fewerFolds ?? {}).every((name) => names.includes(name));
}

function baselinesLackParameters({ baselines = {}, pipelines }: v.InferOutput<typeof ProfileFields>): boolean {
  return Object.entries(baselines).every(([model, baseline]) => {
    const [whole, less] = [model, baseline].map((name) => pipelines.find((pipeline) => pipeline.name === name));
    return (
      whole && less && !Object.keys(baselines).includes(baseline) && (parametersLeftOut(whole, less)?.length ?? 0) > 0
    );
  });
}

/** The parameters of a pipeline's classifier that a baseline leaves out; undefined if the two differ in anything else. */
export function parametersLeftOut(model: PipelineConfig, baseline: PipelineConfig): string[] | undefined {
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const { classifier: whole } = model;
  const { classifier: less } = baseline;
  if (!isSame(model.transforms, baseline.transforms)) return undefined;
  if (!Object.entries(less).every(([name, value]) => isSame(whole[name], value))) return undefined;
  return Object.keys(whole).filter((name) => !(name in less));
}

/** experiments/NAME.json: what a run trains, and on how much. */
export const Profile = v.pipe(
  ProfileFields,
  v.check(namesExist, "fewerFolds: expected names of pipelines"),
  v.check(
    baselinesLackParameters,
    "baselines: expected names of pipelines, each with the name of one that is the same but for parameters left out",
  ),
);
export type Profile = v.InferOutput<typeof Profile>;
