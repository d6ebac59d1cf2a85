import type { Classifier, Matrix, Transform } from "@siffra/core";
import { type ReaderCore, withFree } from "../core.ts";

/** Told how far one step of a fit has come, 0 to 1; false asks to stop. */
export type FitProgress = (step: string, done: number) => boolean;

/** Where step `i` keeps its tensors in model.safetensors. */
export const transformPrefix = (i: number) => `transforms.${i}`;
export const classifierPrefix = "classifier";

/** Runs `x` through the transforms and frees every matrix but the last. Takes ownership of `x`. */
export function transformAll(transforms: readonly Transform[], x: Matrix): Matrix {
  let current = x;
  for (const transform of transforms) current = withFree(current, (before) => transform.transform(before));
  return current;
}

/** All that was fitted, in the safetensors format; the same steps give the same bytes. */
export function saveSteps(core: ReaderCore, transforms: readonly Transform[], classifier: Classifier): Uint8Array {
  return withFree(new core.TensorFile(), (file) => {
    for (const [i, transform] of transforms.entries()) transform.save(file, transformPrefix(i));
    classifier.save(file, classifierPrefix);
    return file.serialize();
  });
}
