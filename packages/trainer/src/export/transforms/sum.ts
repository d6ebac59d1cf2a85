import type { Graph, Value } from "../graph.ts";

/** Beyond the end of every axis. */
const END = 2 ** 31 - 1;

/**
 * The sums along the last axis, which stays with length 1. They are added one after another, as the core adds them: a runtime
 * may do ReduceSum in any order, but the last of the running sums has only one.
 */
export function addSumInOrder(graph: Graph, x: Value): Value {
  const running = graph.op("CumSum", [x, graph.ints([-1], [])]);
  return graph.op("Slice", [running, graph.ints([-1]), graph.ints([END]), graph.ints([-1])]);
}
