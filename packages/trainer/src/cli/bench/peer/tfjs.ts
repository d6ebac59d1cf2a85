import { CLASS_COUNT, IMAGE_SIZE } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import {
  conv2d,
  customGrad,
  type GradSaveFunc,
  losses,
  maxPool,
  pad,
  ready,
  relu,
  reverse,
  type Scalar,
  setBackend,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tensor2d,
  tensor4d,
  tidy,
  train,
  transpose,
  type Variable,
  variable,
} from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { networkLayout, networkParams, scaled, targetsOf } from "../../../models/cnn/index.ts";
import { peakMemoryMb } from "../memory.ts";
import { readNpy } from "../npy.ts";
import type { Job, Result } from "../siffra/protocol.ts";

const WARM_UP = 8;

type TfjsJob = Extract<Job, { kind: "tfjs" }>;
type Layers = ReturnType<typeof networkParams>["layers"];
type Conv = (x: Tensor4D, filter: Tensor4D, padding: "same" | "valid") => Tensor4D;

/** Trains a network with tfjs alone, in one thread, without augmentation; a few images that warm it up are not timed. */
export async function runTfjs(job: TfjsJob): Promise<Result<"tfjs">> {
  await setBackend(job.backend);
  await ready();
  const core = loadCore();
  const config = { name: "peer", transforms: [{ kind: "scale" as const }], classifier: job.classifier };
  const { layers, batch_size, learning_rate } = networkParams(core, config);
  const weights = initialWeights(
    core.initialWeights(JSON.stringify(job.classifier), job.seed),
    networkLayout(core, config),
  );
  const images = readNpy(job.train.x, Uint8Array, job.rows).values;
  const labels = readNpy(job.train.y, Uint8Array, job.rows).values;
  const optimizer = train.adam(learning_rate);
  const conv: Conv = job.backend === "wasm" ? composedConv : (x, filter, padding) => conv2d(x, filter, 1, padding);
  const learn = (from: number, most = batch_size) => {
    const count = Math.min(most, labels.length - from);
    const pixels = scaled(images.subarray(from * IMAGE_SIZE, (from + count) * IMAGE_SIZE));
    optimizer.minimize(() => {
      const x = tensor4d(pixels, [count, 28, 28, 1]);
      const targets = tensor2d(targetsOf(labels.subarray(from, from + count), 0), [count, CLASS_COUNT]);
      return losses.softmaxCrossEntropy(targets, forward(layers, weights, x, conv)) as Scalar;
    });
  };
  learn(0, WARM_UP);
  const started = performance.now();
  for (let from = 0; from < labels.length; from += batch_size) tidy(() => learn(from));
  // What was asked for last is waited for.
  (weights[0] as Variable).dataSync();
  return { seconds: (performance.now() - started) / 1000, peakMemoryMb: peakMemoryMb() };
}

function initialWeights(values: Float32Array, { tensors }: ReturnType<typeof networkLayout>): Variable[] {
  return tensors.map(({ shape, offset, size }) => variable(tensor(values.slice(offset, offset + size), shape)));
}

function forward(layers: Layers, weights: readonly Tensor[], x: Tensor4D, conv: Conv): Tensor2D {
  let values: Tensor = x;
  const left = weights.values();
  const next = () => left.next().value as Tensor;
  const dense = () => (values.reshape([x.shape[0], -1]) as Tensor2D).matMul(next() as Tensor2D).add(next());
  for (const layer of layers) {
    if (layer.kind === "max_pool") values = maxPool(values as Tensor4D, 2, 2, "valid");
    else if (layer.kind === "dense") values = relu(dense());
    else values = relu(conv(values as Tensor4D, next() as Tensor4D, layer.padding).add(next()));
  }
  return dense() as Tensor2D;
}

/** A convolution whose gradients are convolutions too: tfjs's wasm backend has no gradient of the filter, and a slow one of the image. */
export function composedConv(x: Tensor4D, filter: Tensor4D, padding: "same" | "valid"): Tensor4D {
  const reach = (filter.shape[0] - 1) / 2;
  const border = padding === "same" ? reach : 0;
  const widened = (t: Tensor4D, by: number) =>
    by === 0
      ? t
      : (pad(t, [
          [0, 0],
          [by, by],
          [by, by],
          [0, 0],
        ]) as Tensor4D);
  const op = customGrad((...args) => {
    const [x, filter, save] = args as unknown as [Tensor4D, Tensor4D, GradSaveFunc];
    save([x, filter]);
    const gradFunc = (dy: Tensor, saved: unknown) => {
      const [x, filter] = saved as [Tensor4D, Tensor4D];
      const turned = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
      const dx = conv2d(widened(dy as Tensor4D, 2 * reach - border), turned, 1, "valid");
      const images = transpose(widened(x, border), [3, 1, 2, 0]) as Tensor4D;
      const df = conv2d(images, transpose(dy, [1, 2, 0, 3]) as Tensor4D, 1, "valid");
      return [dx, transpose(df, [1, 2, 0, 3])];
    };
    return { value: conv2d(x, filter, 1, padding), gradFunc };
  });
  return op(x, filter) as Tensor4D;
}
