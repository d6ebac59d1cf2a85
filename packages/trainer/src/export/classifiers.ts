import { type ClassifierParams, SiffraError } from "@siffra/shared";
import { toAllClasses } from "./classes.ts";
import { addForest } from "./forest.ts";
import type { Graph, Value } from "./graph.ts";
import { addNetwork } from "./network.ts";
import { addSvc } from "./svc.ts";
import type { Tensors } from "./tensors.ts";

/** Adds a classifier to the graph: [n, features] to probabilities before calibration, [n, 10]. */
type AddClassifier = (graph: Graph, x: Value, params: ClassifierParams, tensors: Tensors, prefix: string) => Value;

const CLASSIFIERS: Record<ClassifierParams["kind"], AddClassifier> = {
  logistic_regression: addLinear,
  linear_svc: addLinear,
  svc: addSvc,
  random_forest: (graph, x, _, tensors, prefix) => addForest(graph, x, tensors, prefix),
  cnn: (graph, x, params, tensors, prefix) => addNetwork(graph, x, params, tensors, prefix),
  random_features_ridge() {
    const reason = "its random features come out of a seed by fast rotations, which ONNX has no operator for";
    throw new SiffraError(
      "export-unsupported",
      `random_features_ridge cannot be exported: ${reason}. Export another model.`,
    );
  },
};

/** @throws SiffraError "export-unsupported" */
export function addClassifier(
  graph: Graph,
  x: Value,
  params: ClassifierParams,
  tensors: Tensors,
  prefix: string,
): Value {
  return CLASSIFIERS[params.kind](graph, x, params, tensors, prefix);
}

/** The softmax of one plane a class. */
function addLinear(graph: Graph, x: Value, _: ClassifierParams, tensors: Tensors, prefix: string): Value {
  const [coef, intercept] = [tensors.get(`${prefix}.coef`), tensors.get(`${prefix}.intercept`)];
  const planes = [graph.floats(coef.shape, coef.values), graph.floats(intercept.shape, intercept.values)];
  const scores = graph.op("Gemm", [x, ...planes], { transB: { i: 1 } });
  return toAllClasses(
    graph,
    graph.op("Softmax", [scores], { axis: { i: 1 } }),
    tensors.get(`${prefix}.classes`).values,
  );
}
