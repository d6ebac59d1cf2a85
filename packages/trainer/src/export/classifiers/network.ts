import type { ClassifierParams } from "@siffra/shared";
import * as v from "valibot";
import type { Graph, Value } from "../graph.ts";
import type { Tensor, Tensors } from "../tensors.ts";

const SIDE = 28;

const Layer = v.variant("kind", [
  v.object({ kind: v.literal("conv"), filters: v.number(), size: v.number(), padding: v.optional(v.string()) }),
  v.object({ kind: v.literal("max_pool") }),
  v.object({ kind: v.literal("dense"), units: v.number() }),
]);
type Layer = v.InferOutput<typeof Layer>;

const Params = v.object({
  layers: v.array(Layer),
  members: v.optional(v.number(), 1),
  views: v.optional(v.number(), 1),
});

/** As in the core's nn/views.rs: pixels to the right and down. */
const VIEWS = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** A convolutional network, or a committee of several over views of the image: [n, 784] to its softmax. */
export function addNetwork(graph: Graph, x: Value, tensors: Tensors, prefix: string, params: ClassifierParams): Value {
  const { layers, members, views } = v.parse(Params, params);
  const prefixes = Array.from({ length: members }, (_, i) => (members === 1 ? prefix : `${prefix}.members.${i}`));
  const scores = addViews(graph, graph.op("Reshape", [x, graph.ints([-1, 1, SIDE, SIDE])]), views).flatMap((view) =>
    prefixes.map((each) => addScores(graph, view, tensors, each, layers)),
  );
  const mean = scores.length === 1 ? (scores[0] as Value) : graph.op("Mean", scores);
  return graph.op("Softmax", [mean], { axis: { i: 1 } });
}

/** The first `count` views of an image: windows of it with a pixel of paper around. */
function addViews(graph: Graph, image: Value, count: number): Value[] {
  if (count === 1) return [image];
  const padded = graph.op("Pad", [image, graph.ints([0, 0, 1, 1, 0, 0, 1, 1])]);
  return VIEWS.slice(0, count).map(([right, down]) => {
    const start = [1 - down, 1 - right];
    const end = start.map((place) => place + SIDE);
    return graph.op("Slice", [padded, graph.ints(start), graph.ints(end), graph.ints([2, 3])]);
  });
}

/** The ten scores of one network. */
function addScores(graph: Graph, image: Value, tensors: Tensors, prefix: string, layers: readonly Layer[]): Value {
  let value = image;
  let isFlat = false;
  for (const [number, layer] of layers.entries()) {
    const name = `${prefix}.layers.${number}`;
    if (layer.kind === "max_pool")
      value = graph.op("MaxPool", [value], { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } });
    else if (layer.kind === "conv") value = addConv(graph, value, tensors, name, layer.padding ?? "same");
    else {
      value = graph.op("Relu", [addDense(graph, isFlat ? value : flatten(graph, value), tensors, name)]);
      isFlat = true;
    }
  }
  return addDense(graph, isFlat ? value : flatten(graph, value), tensors, `${prefix}.layers.${layers.length}`);
}

/** The core's features are [height, width, channels], ONNX's [channels, height, width]. */
function flatten(graph: Graph, image: Value): Value {
  return graph.op("Flatten", [graph.op("Transpose", [image], { perm: { ints: [0, 2, 3, 1] } })], { axis: { i: 1 } });
}

function addDense(graph: Graph, x: Value, tensors: Tensors, name: string): Value {
  const [kernel, bias] = [kernelOf(tensors, name), tensors.get(`${name}.bias`)];
  return graph.op("Gemm", [x, graph.floats(kernel.shape, kernel.values), graph.floats(bias.shape, bias.values)]);
}

function addConv(graph: Graph, x: Value, tensors: Tensors, name: string, padding: string): Value {
  const kernel = kernelOf(tensors, name);
  const bias = tensors.get(`${name}.bias`);
  const [height = 1, width = 1, inputs = 1, outputs = 1] = kernel.shape;
  const turned = new Float32Array(kernel.values.length);
  for (let i = 0; i < turned.length; i++) {
    // [height, width, in, out] to [out, in, height, width].
    const [out, into, place] = [i % outputs, Math.floor(i / outputs) % inputs, Math.floor(i / (outputs * inputs))];
    turned[(out * inputs + into) * height * width + place] = kernel.values[i] as number;
  }
  const before = padding === "same" ? [height, width].map((size) => Math.floor((size - 1) / 2)) : [0, 0];
  const after = padding === "same" ? [height, width].map((size) => size - 1 - Math.floor((size - 1) / 2)) : [0, 0];
  const weights = [graph.floats([outputs, inputs, height, width], turned), graph.floats(bias.shape, bias.values)];
  return graph.op("Relu", [graph.op("Conv", [x, ...weights], { pads: { ints: [...before, ...after] } })]);
}

/** A kernel's weights; those stored as integers times the scale of their channel. */
function kernelOf(tensors: Tensors, layer: string): Tensor {
  const name = `${layer}.kernel`;
  const { shape, values } = tensors.get(name);
  if (!tensors.has(`${name}.scale`)) return { shape, values };
  const scales = tensors.get(`${name}.scale`).values;
  return { shape, values: Float32Array.from(values, (value, i) => value * (scales[i % scales.length] as number)) };
}
