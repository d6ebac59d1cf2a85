import { IMAGE_SIZE } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import {
  conv2d,
  grads,
  maxPool,
  type Rank,
  setBackend,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tensor2d,
  tensor4d,
  tidy,
} from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { convStack, dense } from "../../src/models/cnn/backend/index.ts";
import { openBackend } from "../../src/models/cnn/training.ts";
import { tfjsLayers } from "./tfjs-layers.ts";

const core = loadCore();
beforeAll(() => openBackend(core));

type Shape = number[];
type Pad = "same" | "valid" | number;
type Op = (...inputs: Tensor[]) => Tensor;

/** Values between -1 and 1 that no two places share. */
function values(shape: Shape, salt: number): Float32Array {
  const size = shape.reduce((a, b) => a * b, 1);
  return Float32Array.from({ length: size }, (_, i) => Math.sin(i * 12.9898 + salt * 78.233));
}

/** The gradients of `op` on a backend, for a `dy` that differs everywhere. */
async function gradientsOn(backend: string, op: Op, inputs: [Shape, Float32Array][]): Promise<Float32Array[]> {
  await setBackend(backend);
  return tidy(() => {
    const tensors = inputs.map(([shape, data]) => tensor(data, shape));
    const y = op(...tensors);
    const dy = tensor(values(y.shape, 99), y.shape as [number]);
    return grads((...x: Tensor[]) => op(...x))(tensors, dy as Tensor<Rank>).map((g) => g.dataSync() as Float32Array);
  });
}

/** Our kernels on the wasm backend against tfjs's own on its cpu backend. */
async function expectSame(ours: Op, theirs: Op, inputs: [Shape, Float32Array][]): Promise<void> {
  const expected = await gradientsOn("cpu", theirs, inputs);
  const found = await gradientsOn("wasm", ours, inputs);
  for (const [i, gradient] of expected.entries()) {
    expect(found[i]).toHaveLength(gradient.length);
    const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    for (const [at, value] of gradient.entries()) {
      const difference = Math.abs(value - ((found[i] as Float32Array)[at] as number));
      expect(difference, `input ${i} at ${at}`).toBeLessThan(2e-5 * largest);
    }
  }
}

const CONVOLUTIONS: [string, Shape, Shape, number | [number, number], Pad][] = [
  ["3 x 3, same", [2, 7, 7, 3], [3, 3, 3, 5], 1, "same"],
  ["3 x 3, valid", [2, 9, 8, 4], [3, 3, 4, 8], 1, "valid"],
  ["5 x 5, same, one channel", [1, 11, 13, 1], [5, 5, 1, 9], 1, "same"],
  ["even filter, same", [2, 6, 6, 2], [2, 4, 2, 3], 1, "same"],
  ["1 x 1", [3, 5, 4, 6], [1, 1, 6, 7], 1, "same"],
  ["stride 2, same, odd", [2, 7, 9, 3], [3, 3, 3, 4], 2, "same"],
  ["stride 2 and 3, valid", [1, 10, 11, 2], [3, 2, 2, 5], [2, 3], "valid"],
  ["padded by a number", [2, 6, 5, 2], [3, 3, 2, 4], 1, 2],
  ["filter as large as the image", [1, 4, 4, 3], [4, 4, 3, 2], 1, "valid"],
];

type EarlyLayer = { kind: "conv"; filters: number; size: number; padding: "same" | "valid" } | { kind: "max_pool" };

const conv = (filters: number, size: number, padding: "same" | "valid"): EarlyLayer => {
  return { kind: "conv", filters, size, padding };
};
const POOL: EarlyLayer = { kind: "max_pool" };

const STACKS: [string, EarlyLayer[]][] = [
  ["one convolution", [conv(5, 3, "same")]],
  ["two and a pooling, valid", [conv(4, 5, "valid"), conv(9, 3, "valid"), POOL]],
  ["odd sizes pooled twice", [POOL, conv(3, 3, "valid"), POOL, conv(17, 2, "same"), POOL]],
];

/** A kernel and a bias for each convolution. */
function weightShapes(layers: EarlyLayer[]): Shape[] {
  let channels = 1;
  return layers.flatMap((layer) => {
    if (layer.kind === "max_pool") return [];
    const kernel = [layer.size, layer.size, channels, layer.filters];
    channels = layer.filters;
    return [kernel, [channels]];
  });
}

describe("kernels on tfjs's wasm backend", () => {
  it.each(CONVOLUTIONS)("convolution's gradients: %s", async (_, image, filter, strides, pad) => {
    const op: Op = (x, f) => conv2d(x as Tensor4D, f as Tensor4D, strides, pad);
    await expectSame(op, op, [
      [image, values(image, 1)],
      [filter, values(filter, 2)],
    ]);
  });

  it.each(STACKS)("a network's convolutions and poolings in one: %s", async (_, layers) => {
    const stack = new core.ConvStack(JSON.stringify({ kind: "cnn", layers }));
    const pixels = values([3, IMAGE_SIZE], 3);
    const shapes = weightShapes(layers);
    const ours: Op = (...weights) => convStack(stack, tensor2d(pixels, [3, IMAGE_SIZE]), weights);
    const theirs: Op = (...weights) => tfjsLayers(layers, weights, tensor4d(pixels, [3, 28, 28, 1]));
    await expectSame(
      ours,
      theirs,
      shapes.map((shape, i) => [shape, values(shape, 20 + i).map((value) => value / 3)]),
    );
    stack.free();
  });

  it("refuses gradients of features that were not asked for, and weights and images of another network", () => {
    const stack = new core.ConvStack(JSON.stringify({ kind: "cnn", layers: [conv(2, 3, "valid")] }));
    expect(() => stack.backward(new Float32Array(5))).toThrow(/gradient of the features.*0 values/);
    const features = new Float32Array(stack.nFeatures);
    const [weights, image] = [new Float32Array(20), new Float32Array(IMAGE_SIZE)];
    expect(() => stack.forward(weights.subarray(1), image, features)).toThrow(/weights.*20 values/);
    expect(() => stack.forward(weights, image.subarray(1), features)).toThrow(/pixels/);
    expect(() => stack.forward(weights, image, features.subarray(1))).toThrow(/features/);
    stack.free();
  });

  it.each([
    ["2 x 2", [2, 6, 4, 3], 2, 2, "valid"],
    ["2 x 2, odd sizes", [1, 7, 5, 4], 2, 2, "valid"],
    ["3 x 3 overlapping", [2, 7, 7, 2], 3, 2, "same"],
    ["2 x 2, stride 1", [1, 5, 6, 2], 2, 1, "same"],
  ] as [string, Shape, number, number, "same" | "valid"][])(
    "max pooling's gradient: %s, also of negative windows",
    async (_, image, size, stride, pad) => {
      const op: Op = (x) => maxPool(x as Tensor4D, size, stride, pad);
      await expectSame(op, op, [[image, values(image, 6)]]);
      await expectSame(op, op, [[image, values(image, 7).map((value) => value - 2)]]);
    },
  );

  it.each([true, false])("a dense layer's gradients, hidden: %s", async (isHidden) => {
    await expectSame(
      (x, k, b) => dense(x as Tensor2D, k as Tensor2D, b as Tensor1D, isHidden),
      (x, k, b) => {
        const y = (x as Tensor2D).matMul(k as Tensor2D).add(b as Tensor);
        return isHidden ? y.relu() : y;
      },
      [
        [[5, 7], values([5, 7], 8)],
        [[7, 6], values([7, 6], 9)],
        [[6], values([6], 10)],
      ],
    );
  });

  it("refuses sizes that do not fit, and leaves the memory alone", () => {
    const out = new Float32Array(4);
    expect(() => core.conv2dBackpropFilter(Uint32Array.of(1, 2, 3), out, out, out)).toThrow(/13 numbers/);
    const sizes = Uint32Array.of(1, 4, 4, 1, 3, 3, 1, 1, 1, 1, 4, 4, 2);
    expect(() => core.conv2dBackpropInput(sizes, new Float32Array(31), new Float32Array(18), out)).toThrow(/gradient/);
    expect(() => core.maxPoolGradient(sizes.subarray(1), out, out, out)).toThrow();
    expect(out).toEqual(new Float32Array(4));
  });
});
