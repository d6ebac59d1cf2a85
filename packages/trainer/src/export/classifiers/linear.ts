import type { Graph, Value } from "../graph.ts";
import type { Tensors } from "../tensors.ts";
import { toAllClasses } from "./classes.ts";

/** The softmax of one plane a class. */
export function addLinear(graph: Graph, x: Value, tensors: Tensors, prefix: string): Value {
  const [coef, intercept] = [tensors.get(`${prefix}.coef`), tensors.get(`${prefix}.intercept`)];
  const planes = [graph.floats(coef.shape, coef.values), graph.floats(intercept.shape, intercept.values)];
  const scores = graph.op("Gemm", [x, ...planes], { transB: { i: 1 } });
  const proba = graph.op("Softmax", [scores], { axis: { i: 1 } });
  return toAllClasses(graph, proba, tensors.get(`${prefix}.classes`).values);
}
