import type { Graph, Value } from "../../graph.ts";
import { addSumInOrder } from "../sum.ts";
import type { BlockNorm } from "./params.ts";

// As the core has them, see its features/hog/norm.rs.
const EPSILON = Math.fround(1e-2);
const CLIP = 0.2;

/** Normalises the last axis of blocks, [n, blocks, values]. */
export const NORMS: Record<BlockNorm, (graph: Graph, blocks: Value) => Value> = {
  l1: divideBySum,
  l1_sqrt: (graph, blocks) => graph.op("Sqrt", [divideBySum(graph, blocks)]),
  l2: divideByLength,
  l2_hys: (graph, blocks) =>
    divideByLength(graph, graph.op("Min", [divideByLength(graph, blocks), graph.scalar(CLIP)])),
};

/** To sum 1. */
function divideBySum(graph: Graph, blocks: Value): Value {
  return graph.op("Div", [blocks, graph.op("Add", [addSumInOrder(graph, blocks), graph.scalar(EPSILON)])]);
}

/** To length 1. */
function divideByLength(graph: Graph, blocks: Value): Value {
  const square = addSumInOrder(graph, graph.op("Mul", [blocks, blocks]));
  return graph.op("Div", [blocks, graph.op("Sqrt", [graph.op("Add", [square, graph.scalar(EPSILON * EPSILON)])])]);
}
