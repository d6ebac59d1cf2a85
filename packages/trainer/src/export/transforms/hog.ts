import { SiffraError, type TransformParams } from "@siffra/shared";
import * as v from "valibot";
import type { Graph, Value } from "../graph.ts";
import { BlockNorm, NORMS } from "./block-norms.ts";

const SIDE = 28;
/** A gradient so small has no direction that matters, and atan needs a divisor. */
const FLAT = 1e-30;

const Level = v.object({ cell_size: v.number(), stride: v.number(), block_size: v.optional(v.number(), 1) });
type Level = v.InferOutput<typeof Level>;

const HogParams = v.object({
  orientations: v.optional(v.number(), 9),
  levels: v.optional(v.array(Level), [
    { cell_size: 4, stride: 4 },
    { cell_size: 8, stride: 4 },
    { cell_size: 14, stride: 7 },
    { cell_size: 7, stride: 7 },
  ]),
  block_norm: v.optional(BlockNorm, "l2"),
  signed: v.optional(v.boolean(), false),
  gradient: v.optional(v.string(), "central"),
  interpolate: v.optional(v.boolean(), false),
});
type HogParams = v.InferOutput<typeof HogParams>;

/** Histograms of oriented gradients: convolutions give gradients, hat functions votes, pooling the cells' sums. */
export function addHog(graph: Graph, x: Value, params: TransformParams): Value {
  const hog = v.parse(HogParams, params);
  refuseOtherVotes(hog);
  const { orientations, levels, block_norm } = hog;
  const votes = addVotes(graph, x, orientations);
  const features = levels.map((level) =>
    addBlocks(graph, addCells(graph, votes, level), level, orientations, block_norm),
  );
  return graph.op("Concat", features, { axis: { i: 1 } });
}

function refuseOtherVotes({ signed, gradient, interpolate }: HogParams): void {
  if (!signed && gradient === "central" && !interpolate) return;
  const found = `signed ${signed}, gradient ${gradient}, interpolate ${interpolate}`;
  const message = `Expected HOG with signed false, gradient central and interpolate false, found ${found}.`;
  throw new SiffraError("export-unsupported", `${message} Only that is written in ONNX operators so far.`);
}

/** [n, 784] to the votes of every pixel, [n, orientations, 28, 28]. */
function addVotes(graph: Graph, x: Value, orientations: number): Value {
  const { dx, dy } = addGradient(graph, x);
  const squares = graph.op("Add", [graph.op("Mul", [dx, dx]), graph.op("Mul", [dy, dy])]);
  const position = addPosition(graph, dx, dy, orientations);
  const centres = Array.from({ length: orientations }, (_, bin) => bin + 1);
  // Bins lie on a circle: each has a centre one turn before and one after as well.
  const hats = [-orientations, 0, orientations].map((turn) => {
    const from = graph.floats(
      [1, orientations, 1, 1],
      centres.map((centre) => centre + turn),
    );
    const distance = graph.op("Abs", [graph.op("Sub", [position, from])]);
    return graph.op("Relu", [graph.op("Sub", [graph.scalar(1), distance])]);
  });
  return graph.op("Mul", [graph.op("Sum", hats), graph.op("Sqrt", [squares])]);
}

/** Central differences; beyond the border the image goes on as it ends. */
function addGradient(graph: Graph, x: Value): { dx: Value; dy: Value } {
  const image = graph.op("Reshape", [x, graph.ints([-1, 1, SIDE, SIDE])]);
  const padded = graph.op("Pad", [image, graph.ints([0, 0, 1, 1, 0, 0, 1, 1])], { mode: { s: "edge" } });
  const kernel = (values: number[]) => graph.op("Conv", [padded, graph.floats([1, 1, 3, 3], values)]);
  return { dx: kernel([0, 0, 0, -1, 0, 1, 0, 0, 0]), dy: kernel([0, -1, 0, 0, 0, 0, 0, 1, 0]) };
}

/** The orientation without its sign, in bins, from 0.5: atan of the slope turned into the upper half plane. */
function addPosition(graph: Graph, dx: Value, dy: Value, orientations: number): Value {
  const isUpright = graph.op("Less", [graph.op("Abs", [dx]), graph.scalar(FLAT)]);
  const slope = graph.op("Div", [dy, graph.op("Where", [isUpright, graph.scalar(FLAT), dx])]);
  const angle = graph.op("Where", [isUpright, graph.scalar(Math.PI / 2), graph.op("Atan", [slope])]);
  const isBelow = graph.op("Less", [angle, graph.scalar(0)]);
  const unsigned = graph.op("Where", [isBelow, graph.op("Add", [angle, graph.scalar(Math.PI)]), angle]);
  const bins = graph.op("Mul", [unsigned, graph.scalar(orientations / Math.PI)]);
  return graph.op("Add", [bins, graph.scalar(0.5)]);
}

/** Sums of the votes in each cell, [n, rows, columns, orientations]. */
function addCells(graph: Graph, votes: Value, { cell_size, stride }: Level): Value {
  const mean = graph.op("AveragePool", [votes], {
    kernel_shape: { ints: [cell_size, cell_size] },
    strides: { ints: [stride, stride] },
  });
  const sums = graph.op("Mul", [mean, graph.scalar(cell_size * cell_size)]);
  return graph.op("Transpose", [sums], { perm: { ints: [0, 2, 3, 1] } });
}

/** Square blocks of neighbouring cells, each normalised as a whole, one after another. */
function addBlocks(graph: Graph, cells: Value, level: Level, orientations: number, norm: BlockNorm): Value {
  const side = Math.floor((SIDE - level.cell_size) / level.stride) + 1;
  const size = level.block_size;
  const blocks = side - size + 1;
  const places = Array.from({ length: size * size }, (_, i) => [Math.floor(i / size), i % size] as const);
  const shifted = places.map(([y, x]) =>
    graph.op("Slice", [cells, graph.ints([y, x]), graph.ints([y + blocks, x + blocks]), graph.ints([1, 2])]),
  );
  const gathered = graph.op("Concat", shifted, { axis: { i: 3 } });
  const normalised = NORMS[norm](graph, gathered);
  return graph.op("Reshape", [normalised, graph.ints([-1, blocks * blocks * size * size * orientations])]);
}
