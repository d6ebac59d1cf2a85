import type { Classifier, FitPlan, Matrix, Transform } from "@siffra/core";
import { type Core, IMAGE_SIZE, withFree } from "../core.ts";
import { SiffraError } from "../errors.ts";
import type { ClassifierParams, PipelineConfig, TransformParams } from "../schemas/index.ts";
import type { FitProgress } from "./steps.ts";

export interface TrainingData {
  /** n * 784, through stages 7-8 of the preprocessing. */
  images: Uint8Array;
  /** n digits, 0 to 9. */
  labels: Uint8Array;
}

export interface FitOptions {
  /** Unsigned 32-bit. */
  seed: number;
  onProgress: FitProgress;
}

/** Fits the steps in order. Frees every matrix as soon as the next exists: 60,000 images are 188 MB each time. */
export function fitSteps(
  core: Core,
  config: PipelineConfig,
  data: TrainingData,
  options: FitOptions,
): { transforms: Transform[]; classifier: Classifier } {
  const { transforms, x } = fitTransforms(core, config.transforms, data.images, options.onProgress);
  try {
    const plan = withFree(x, (x) => planFit(core, config.classifier, x, data.labels, options.seed));
    return { transforms, classifier: withFree(plan, (plan) => runPlan(plan, config.classifier.kind, options)) };
  } catch (error) {
    for (const transform of transforms) transform.free();
    throw error;
  }
}

/** Fits transforms to images (n * 784) and gives them with what the last one makes of the images: both are the caller's. */
export function fitTransforms(
  core: Core,
  params: readonly TransformParams[],
  images: Uint8Array,
  onProgress: FitProgress,
): { transforms: Transform[]; x: Matrix } {
  const transforms: Transform[] = [];
  let x = core.Matrix.fromU8(images.length / IMAGE_SIZE, IMAGE_SIZE, images);
  try {
    for (const step of params) {
      const transform = core.Transform.fit(JSON.stringify(step), x, (done: number) => onProgress(step.kind, done));
      transforms.push(transform);
      const next = transform.transform(x);
      x.free();
      x = next;
    }
    return { transforms, x };
  } catch (error) {
    for (const step of [x, ...transforms]) step.free();
    throw error;
  }
}

/** The core's plan of one classifier's fit; it keeps what it needs of `x`, which can be freed at once. */
export function planFit(core: Core, params: ClassifierParams, x: Matrix, labels: Uint8Array, seed: number): FitPlan {
  return new core.FitPlan(JSON.stringify(params), new Float64Array(), x, labels, seed);
}

/** Runs all parts of a plan here and gives the classifier, the caller's. */
export function runPlan(plan: FitPlan, kind: string, { onProgress }: Pick<FitOptions, "onProgress">): Classifier {
  const count = plan.nParts;
  const runPart = (_: unknown, part: number) =>
    plan.run(part, (done: number) => onProgress(kind, (part + done) / count));
  return finishPlan(plan, Array.from({ length: count }, runPart));
}

/** The classifier out of what all parts of its plan gave, in their order. */
export function finishPlan(plan: FitPlan, parts: Uint8Array[]): Classifier {
  const [classifier] = plan.finish(parts);
  if (!classifier) throw new SiffraError("fit-empty", "Expected one classifier of a fit, found none.");
  return classifier;
}
