import { type Core, type Exploration, withFree } from "@siffra/shared";
import { gather, type Samples } from "../evaluation/index.ts";
import { rounded } from "./statistics.ts";

/** A sample's pixels in its first principal components. */
export interface Components {
  /** Of each image: its place among the samples it was taken from. */
  indices: Uint32Array;
  labels: Uint8Array;
  count: number;
  /** n * count. */
  values: Float32Array;
  /** Sum of the variances of all pixels. */
  totalVariance: number;
}

/** Fits principal components to the pixels of the samples that `indices` names. */
export function fitComponents(core: Core, samples: Samples, indices: Uint32Array, wanted: number): Components {
  const { images, labels } = gather(samples, indices);
  const count = Math.min(wanted, labels.length - 1);
  const params = JSON.stringify({ kind: "pca", n_components: count, seed: 0 });
  return withFree(core.Matrix.fromU8(labels.length, 784, images), (x) =>
    withFree(
      core.Transform.fit(params, x, () => true),
      (pca) =>
        withFree(pca.transform(x), (y) => ({
          indices,
          labels,
          count,
          values: y.toF32(),
          totalVariance: sumOfVariances(images, 784),
        })),
    ),
  );
}

/** Every image of the sample on the plane of the first two components; `take` of them as points. */
export function mapOf({ indices, labels, count, values, totalVariance }: Components, take: number): Exploration["map"] {
  const n = labels.length;
  const coordinate = (i: number, axis: number) => rounded((values[i * count + axis] ?? 0) / 255);
  const step = Math.max(1, n / take);
  const chosen = Array.from({ length: Math.min(take, n) }, (_, i) => Math.floor(i * step));
  const variances = [0, 1].map((axis) => {
    const column = Float32Array.from({ length: n }, (_, i) => values[i * count + axis] ?? 0);
    return rounded(Math.min(1, sumOfVariances(column, 1) / Math.max(totalVariance, 1e-9)));
  });
  return {
    fittedOn: n,
    explained: [variances[0] as number, variances[1] as number],
    points: chosen.map((i) => ({
      image: indices[i] as number,
      label: labels[i] as number,
      x: coordinate(i, 0),
      y: coordinate(i, 1),
    })),
  };
}

/** Population variances of the columns of rows of `width` values, added up. */
function sumOfVariances(values: ArrayLike<number>, width: number): number {
  const rows = values.length / width;
  const sums = new Float64Array(width);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    sums[i % width] = (sums[i % width] as number) + value;
    squares += value * value;
  }
  return squares / rows - sums.reduce((total, sum) => total + (sum / rows) ** 2, 0);
}
