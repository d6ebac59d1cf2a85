import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { type ConvStack, convStack, dense } from "./backend/index.ts";
import type { Layer } from "./params.ts";

/**
 * The ten scores of each image, before their softmax: the network that the core's `nn` reads with, here for training.
 * @param stack the layers before the first dense one
 * @param weights kernel and bias of each layer that has them, in order
 * @param x [n, 784], pixels 0 to 1
 */
export function scores(stack: ConvStack, layers: readonly Layer[], weights: readonly Tensor[], x: Tensor2D): Tensor2D {
  const hidden = layers.filter(({ kind }) => kind === "dense").length;
  const inStack = 2 * layers.filter(({ kind }) => kind === "conv").length;
  let values = hidden === layers.length ? x : convStack(stack, x, weights.slice(0, inStack));
  for (let layer = 0; layer <= hidden; layer++) {
    const [kernel, bias] = weights.slice(inStack + 2 * layer) as [Tensor2D, Tensor1D];
    values = dense(values, kernel, bias, layer < hidden);
  }
  return values;
}
