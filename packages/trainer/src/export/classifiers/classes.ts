import { CLASS_COUNT } from "@siffra/shared";
import type { Graph, Value } from "../graph.ts";

/** Probabilities of the classes that occurred in training as those of all ten. */
export function toAllClasses(graph: Graph, proba: Value, classes: ArrayLike<number>): Value {
  if (classes.length === CLASS_COUNT) return proba;
  const selection = Array.from({ length: classes.length * CLASS_COUNT }, (_, i) =>
    classes[Math.floor(i / CLASS_COUNT)] === i % CLASS_COUNT ? 1 : 0,
  );
  return graph.op("MatMul", [proba, graph.floats([classes.length, CLASS_COUNT], selection)]);
}
