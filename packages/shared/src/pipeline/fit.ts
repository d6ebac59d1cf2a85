import type { Classifier, Transform } from "@siffra/core";
import { type Core, IMAGE_SIZE } from "../core.ts";
import type { PipelineConfig } from "../schemas/index.ts";
import type { FitOptions, TrainingData } from "./pipeline.ts";
import { replace } from "./steps.ts";

/** Fits the steps in order. Frees every matrix as soon as the next exists: 60,000 images are 188 MB each time. */
export function fitSteps(
  core: Core,
  config: PipelineConfig,
  { images, labels }: TrainingData,
  { seed, onProgress }: FitOptions,
): { transforms: Transform[]; classifier: Classifier } {
  const transforms: Transform[] = [];
  let x = core.Matrix.fromU8(images.length / IMAGE_SIZE, IMAGE_SIZE, images);
  try {
    for (const params of config.transforms) {
      const transform = core.Transform.fit(JSON.stringify(params), x, (done: number) => onProgress(params.kind, done));
      transforms.push(transform);
      x = replace(x, (before) => transform.transform(before));
    }
    const { kind } = config.classifier;
    const params = JSON.stringify(config.classifier);
    const classifier = core.Classifier.fit(params, x, labels, seed, (done: number) => onProgress(kind, done));
    return { transforms, classifier };
  } catch (error) {
    for (const transform of transforms) transform.free();
    throw error;
  } finally {
    x.free();
  }
}
