import * as v from "valibot";
import { KebabName, Seed } from "./common.ts";
import { PipelineConfig } from "./pipeline.ts";

const SampleCount = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(60_000));

function namesDiffer(pipelines: PipelineConfig[]): boolean {
  return new Set(pipelines.map((pipeline) => pipeline.name)).size === pipelines.length;
}

/** experiments/NAME.json: what a run trains, and on how much. */
export const Profile = v.strictObject({
  name: KebabName,
  description: v.string(),
  /** null takes all images, a number takes a stratified sample of that many. */
  dataset: v.strictObject({ train: v.nullable(SampleCount), test: v.nullable(SampleCount) }),
  /** Share of the training images that is held out to calibrate and to choose. */
  validationShare: v.pipe(v.number(), v.minValue(0.05), v.maxValue(0.5)),
  seed: Seed,
  pipelines: v.pipe(
    v.array(PipelineConfig),
    v.minLength(1),
    v.check(namesDiffer, "every pipeline needs a name of its own"),
  ),
});
export type Profile = v.InferOutput<typeof Profile>;
