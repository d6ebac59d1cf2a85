import type { TransformParams } from "@siffra/shared";
import type { Graph, Value } from "../graph.ts";
import type { Tensors } from "../tensors.ts";
import { addDeskew } from "./deskew.ts";
import { addHog } from "./hog/index.ts";

/** Adds one transform to the graph: `x` is [n, features], and so is what comes out. */
type AddTransform = (graph: Graph, x: Value, tensors: Tensors, prefix: string, params: TransformParams) => Value;

/** Every transform in standard ONNX operators. */
const TRANSFORMS: Record<TransformParams["kind"], AddTransform> = {
  scale: (graph, x) => graph.op("Div", [x, graph.scalar(255)]),
  standardize(graph, x, tensors, prefix) {
    const [mean, scale] = [tensors.get(`${prefix}.mean`), tensors.get(`${prefix}.scale`)];
    const centred = graph.op("Sub", [x, graph.floats(mean.shape, mean.values)]);
    return graph.op("Div", [centred, graph.floats(scale.shape, scale.values)]);
  },
  pca(graph, x, tensors, prefix) {
    const [mean, components] = [tensors.get(`${prefix}.mean`), tensors.get(`${prefix}.components`)];
    const centred = graph.op("Sub", [x, graph.floats(mean.shape, mean.values)]);
    return graph.op("Gemm", [centred, graph.floats(components.shape, components.values)], { transB: { i: 1 } });
  },
  quantize: addQuantize,
  deskew: addDeskew,
  hog: (graph, x, _tensors, _prefix, params) => addHog(graph, x, params),
};

export function addTransform(graph: Graph, x: Value, tensors: Tensors, prefix: string, params: TransformParams): Value {
  return TRANSFORMS[params.kind](graph, x, tensors, prefix, params);
}

/** Rounds to whole multiples of the step that fit into the bits, as the core does. */
function addQuantize(graph: Graph, x: Value, tensors: Tensors, prefix: string, { bits }: TransformParams): Value {
  const step = graph.floats([], tensors.get(`${prefix}.step`).values);
  const most = 2 ** (Number(bits) - 1) - 1;
  const rounded = graph.op("Round", [graph.op("Div", [x, step])]);
  const clipped = graph.op("Clip", [rounded, graph.scalar(-most), graph.scalar(most)]);
  return graph.op("Mul", [clipped, step]);
}
