import { maxPool, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs";
import { convRelu, dense } from "./backend/index.ts";
import type { Layer } from "./params.ts";

/**
 * The ten scores of each image, before their softmax: the network that the core's `nn` reads with, here for training.
 * @param x [n, 28, 28, 1], pixels 0 to 1
 * @param weights kernel and bias of each layer that has them, in order
 */
export function scores(layers: readonly Layer[], weights: readonly Tensor[], x: Tensor4D): Tensor2D {
  let values: Tensor = x;
  const left = weights.values();
  const next = () => left.next().value as Tensor;
  for (const [number, layer] of layers.entries()) {
    if (layer.kind === "max_pool") values = maxPool(values as Tensor4D, 2, 2, "valid");
    else if (layer.kind === "dense") values = dense(flat(values), next() as Tensor2D, next() as Tensor1D, true);
    else values = convRelu(values as Tensor4D, next() as Tensor4D, next() as Tensor1D, layer.padding, number === 0);
  }
  return dense(flat(values), next() as Tensor2D, next() as Tensor1D, false);
}

function flat(values: Tensor): Tensor2D {
  return values.reshape([values.shape[0] as number, -1]);
}
