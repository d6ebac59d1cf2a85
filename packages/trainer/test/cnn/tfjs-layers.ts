import { conv2d, matMul, maxPool, type Tensor, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs";
import type { Layer } from "../../src/models/cnn/params.ts";

/** What tfjs's own operations make of `image`, [n, height, width, channels], without our kernels. ReLU follows every layer. */
export function tfjsLayers(layers: readonly Layer[], weights: readonly Tensor[], image: Tensor): Tensor2D {
  const left = weights.values();
  const next = () => left.next().value as Tensor;
  let values = image;
  for (const layer of layers) {
    if (layer.kind === "max_pool") values = maxPool(values as Tensor4D, 2, 2, "valid");
    else if (layer.kind === "conv") {
      values = conv2d(values as Tensor4D, next() as Tensor4D, 1, layer.padding)
        .add(next())
        .relu();
    } else
      values = matMul(flat(values), next() as Tensor2D)
        .add(next())
        .relu();
  }
  return flat(values);
}

function flat(values: Tensor): Tensor2D {
  return values.reshape([values.shape[0] as number, -1]);
}
