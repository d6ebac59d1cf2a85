import type { Graph, Value } from "../graph.ts";

const SIDE = 28;

/**
 * Shears every image upright about its centre of mass, by its second moments. Interpolation between neighbouring pixels is
 * a product with hat functions: pixel j counts 1 - |x + offset - j| where that is above 0.
 */
export function addDeskew(graph: Graph, x: Value): Value {
  const offsets = addOffsets(graph, x);
  const columns = Array.from({ length: SIDE }, (_, i) => i);
  const places = graph.op("Add", [offsets, graph.floats([1, 1, SIDE, 1], columns)]);
  const distances = graph.op("Abs", [graph.op("Sub", [places, graph.floats([1, 1, 1, SIDE], columns)])]);
  const weights = graph.op("Relu", [graph.op("Sub", [graph.scalar(1), distances])]);
  const rows = graph.op("Reshape", [x, graph.ints([-1, SIDE, SIDE, 1])]);
  return graph.op("Reshape", [graph.op("MatMul", [weights, rows]), graph.ints([-1, SIDE * SIDE])]);
}

/** How far each row is shifted, [n, rows, 1, 1]. */
function addOffsets(graph: Graph, x: Value): Value {
  const moment = (of: (x: number, y: number) => number) =>
    Array.from({ length: SIDE * SIDE }, (_, i) => of(i % SIDE, Math.floor(i / SIDE)));
  // From the middle: smaller numbers lose less in f32, and central moments are the same.
  const middle = (SIDE - 1) / 2;
  const [u, w] = [(x: number) => x - middle, (y: number) => y - middle];
  const kinds = [() => 1, (x: number) => u(x), (_: number, y: number) => w(y)];
  const products = [(x: number, y: number) => u(x) * w(y), (_: number, y: number) => w(y) ** 2];
  const [mass, sx, sy, sxy, syy] = [...kinds, ...products].map((of) =>
    graph.op("MatMul", [x, graph.floats([SIDE * SIDE, 1], moment(of))]),
  ) as [Value, Value, Value, Value, Value];
  // Blank images have no mass: any divisor but 0 leaves them blank.
  const centre = graph.op("Div", [sy, graph.op("Max", [mass, graph.scalar(1e-9)])]);
  const numerator = graph.op("Sub", [sxy, graph.op("Mul", [centre, sx])]);
  const spread = graph.op("Sub", [syy, graph.op("Mul", [centre, sy])]);
  const slant = graph.op("Div", [numerator, graph.op("Max", [spread, graph.scalar(1e-3)])]);
  const isInk = graph.op("Less", [graph.op("Abs", [slant]), graph.scalar(SIDE)]);
  const used = graph.op("Where", [isInk, slant, graph.scalar(0)]);
  const rows = graph.floats(
    [1, SIDE],
    Array.from({ length: SIDE }, (_, y) => w(y)),
  );
  const offsets = graph.op("Mul", [used, graph.op("Sub", [rows, centre])]);
  return graph.op("Reshape", [offsets, graph.ints([-1, SIDE, 1, 1])]);
}
