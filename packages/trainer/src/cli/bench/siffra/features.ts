import { fitTransforms, IMAGE_SIZE, type Matrix, transformAll, withFree } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { peakMemoryMb } from "../memory.ts";
import { readNpy, writeNpy } from "../npy.ts";
import type { Job, Result } from "./protocol.ts";

type JobOf<K extends Job["kind"]> = Extract<Job, { kind: K }>;

/** Fits transforms to training images and writes what they make of these and of the test images; in one thread. */
export function runFeatures({ transforms, train, test, rows, out }: JobOf<"features">): Result<"features"> {
  const core = loadCore();
  const images = readNpy(train.x, Uint8Array, rows).values;
  const started = performance.now();
  const fitted = fitTransforms(core, transforms, images, () => true);
  const seconds = (performance.now() - started) / 1000;
  withFree(fitted.x, (x) => writeMatrix(out.train, x));
  const testImages = readNpy(test.x, Uint8Array).values;
  const raw = core.Matrix.fromU8(testImages.length / IMAGE_SIZE, IMAGE_SIZE, testImages);
  withFree(transformAll(fitted.transforms, raw), (x) => writeMatrix(out.test, x));
  return { seconds, peakMemoryMb: peakMemoryMb() };
}

function writeMatrix(path: string, x: Matrix): void {
  writeNpy(path, x.toF32(), [x.rows, x.cols]);
}

/** Fits one transform to features and applies it to them, in one thread. */
export function runTransform({ transform, x: path }: JobOf<"transform">): Result<"transform"> {
  const core = loadCore();
  const { values, shape } = readNpy(path, Float32Array);
  const x = core.Matrix.fromF32(shape[0], shape[1], values);
  const started = performance.now();
  const fitted = core.Transform.fit(JSON.stringify(transform), x, () => true);
  const transformed = fitted.transform(x);
  const seconds = (performance.now() - started) / 1000;
  const peak = peakMemoryMb();
  return { seconds, explainedVariance: totalVariance(transformed.toF32(), transformed.cols), peakMemoryMb: peak };
}

/** The sum of the columns' variances. */
function totalVariance(values: Float32Array, columns: number): number {
  const rows = values.length / columns;
  let total = 0;
  for (let column = 0; column < columns; column++) {
    let [sum, squares] = [0, 0];
    for (let at = column; at < values.length; at += columns) sum += values[at] as number;
    for (let at = column; at < values.length; at += columns) squares += ((values[at] as number) - sum / rows) ** 2;
    total += squares / (rows - 1);
  }
  return total;
}
