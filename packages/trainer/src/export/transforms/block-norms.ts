import * as v from "valibot";
import type { Graph, Value } from "../graph.ts";

// As the core has them, see its features/hog/norm.rs.
const EPSILON = 1e-2;
const CLIP = 0.2;

/** How the histograms of a block are normalised. */
export const BlockNorm = v.picklist(["l1", "l1_sqrt", "l2", "l2_hys"]);
export type BlockNorm = v.InferOutput<typeof BlockNorm>;

/** Normalises the last axis of blocks, [n, rows, columns, values]. */
export const NORMS: Record<BlockNorm, (graph: Graph, blocks: Value) => Value> = {
  l1: divideBySum,
  l1_sqrt: (graph, blocks) => graph.op("Sqrt", [divideBySum(graph, blocks)]),
  l2: divideByLength,
  l2_hys: (graph, blocks) =>
    divideByLength(graph, graph.op("Min", [divideByLength(graph, blocks), graph.scalar(CLIP)])),
};

/** To sum 1. */
function divideBySum(graph: Graph, blocks: Value): Value {
  return graph.op("Div", [blocks, graph.op("Add", [addSum(graph, blocks), graph.scalar(EPSILON)])]);
}

/** To length 1. */
function divideByLength(graph: Graph, blocks: Value): Value {
  const square = addSum(graph, graph.op("Mul", [blocks, blocks]));
  return graph.op("Div", [blocks, graph.op("Sqrt", [graph.op("Add", [square, graph.scalar(EPSILON * EPSILON)])])]);
}

const addSum = (graph: Graph, blocks: Value) =>
  graph.op("ReduceSum", [blocks, graph.ints([-1])], { keepdims: { i: 1 } });
