import { conv2d, grads, setBackend, type Tensor, type Tensor4D, tensor4d } from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { composedConv } from "../../src/cli/bench/peer/tfjs.ts";

const values = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i * i) / 2);

beforeAll(async () => {
  await setBackend("cpu");
});

describe("tfjs's convolution with composed gradients", () => {
  it.each(["same", "valid"] as const)("has tfjs's own outcome and gradients, padding %s", (padding) => {
    const x = tensor4d(values(2 * 7 * 6 * 3), [2, 7, 6, 3]);
    const filter = tensor4d(values(3 * 3 * 3 * 4), [3, 3, 3, 4]);
    const both = [
      (x: Tensor, filter: Tensor) => composedConv(x as Tensor4D, filter as Tensor4D, padding).square(),
      (x: Tensor, filter: Tensor) => conv2d(x as Tensor4D, filter as Tensor4D, 1, padding).square(),
    ].map((of) => [of(x, filter), ...grads(of)([x, filter])].map((tensor) => tensor.dataSync()));
    const [composed, own] = both as [Float32Array[], Float32Array[]];
    for (const [i, tensor] of own.entries()) {
      expect(composed[i]).toHaveLength(tensor.length);
      for (const [at, value] of tensor.entries()) expect(composed[i]?.[at]).toBeCloseTo(value, 4);
    }
  });
});
