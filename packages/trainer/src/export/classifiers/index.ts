import type { ClassifierParams } from "@siffra/shared";
import type { Graph, Value } from "../graph.ts";
import type { Tensors } from "../tensors.ts";
import { addForest } from "./forest.ts";
import { addLinear } from "./linear.ts";
import { addNetwork } from "./network.ts";
import { addRidge } from "./ridge.ts";
import { addSvc } from "./svc.ts";

/** Adds a classifier to the graph: [n, features] to probabilities before calibration, [n, 10]. */
type AddClassifier = (graph: Graph, x: Value, tensors: Tensors, prefix: string, params: ClassifierParams) => Value;

/** Every classifier in standard ONNX operators. */
const CLASSIFIERS: Record<ClassifierParams["kind"], AddClassifier> = {
  logistic_regression: addLinear,
  linear_svc: addLinear,
  random_features_ridge: addRidge,
  svc: addSvc,
  random_forest: addForest,
  cnn: addNetwork,
};

export function addClassifier(
  graph: Graph,
  x: Value,
  tensors: Tensors,
  prefix: string,
  params: ClassifierParams,
): Value {
  return CLASSIFIERS[params.kind](graph, x, tensors, prefix, params);
}
