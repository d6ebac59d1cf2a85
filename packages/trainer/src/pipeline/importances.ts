import {
  type Core,
  classifierPrefix,
  IMAGE_SIZE,
  type PipelineConfig,
  type PixelImportances,
  withFree,
} from "@siffra/shared";
import { gather, type Samples } from "../evaluation/index.ts";
import type { OnProgress } from "./fit.ts";

// The mean over two orders of thousands of images is steady enough for a picture.
const REPEATS = 2;

/** Whether a pipeline's features are the pixels themselves and its classifier knows what they are worth. */
export function hasPixelImportances({ transforms, classifier }: PipelineConfig): boolean {
  return classifier.kind === "random_forest" && transforms.length === 0;
}

/** What each pixel is worth to a forest: by its splits, and by what held-out images lose without it. */
export function pixelImportances(
  core: Core,
  tensors: Uint8Array,
  samples: Samples,
  heldOut: Uint32Array,
  seed: number,
  onProgress: OnProgress,
): PixelImportances {
  const { images, labels } = gather(samples, heldOut);
  const report = (done: number) => onProgress("importances", done);
  return withFree(core.TensorFile.parse(tensors), (file) =>
    withFree(core.ForestImportances.load(file, classifierPrefix), (forest) =>
      withFree(core.Matrix.fromU8(labels.length, IMAGE_SIZE, images), (x) => ({
        formatVersion: 1,
        impurity: [...forest.impurity()],
        permutation: [...forest.permutation(x, labels, REPEATS, seed, report)],
        images: labels.length,
        repeats: REPEATS,
      })),
    ),
  );
}
