import { type BundleManifest, IMAGE_SIZE, VERSION } from "@siffra/shared";
import { addClassifier } from "./classifiers/index.ts";
import { Graph, type Value } from "./graph.ts";
import { Tensors } from "./tensors.ts";
import { addTransform } from "./transforms/index.ts";

/** Below this a probability counts as this, as in the core's calibration. */
const LEAST = 1e-7;

/**
 * A bundle as an ONNX model: `pixels` [n, 784], 0 to 255 after the preprocessing, to `label` [n] and `probabilities`
 * [n, 10], calibrated. Transforms and temperature are part of the graph; the preprocessing is not.
 */
export function toOnnx(manifest: BundleManifest, tensors: Uint8Array): Uint8Array {
  const { pipeline, calibration } = manifest;
  const graph = new Graph();
  const file = new Tensors(tensors);
  let x: Value = "pixels";
  for (const [i, params] of pipeline.transforms.entries()) {
    x = addTransform(graph, x, file, `transforms.${i}`, params);
  }
  const raw = addClassifier(graph, x, file, "classifier", pipeline.classifier);
  addCalibration(graph, raw, calibration.temperature);
  return graph.encode(pipeline.name, { name: "pixels", width: IMAGE_SIZE }, describe(manifest), VERSION);
}

/** softmax(log(p) / temperature), and its first largest. */
function addCalibration(graph: Graph, proba: Value, temperature: number): void {
  const logs = graph.op("Log", [graph.op("Max", [proba, graph.scalar(LEAST)])]);
  const scaled = graph.op("Div", [logs, graph.scalar(temperature)]);
  graph.outputs("Softmax", [scaled], ["probabilities"], { axis: { i: 1 } });
  // Of the probabilities before calibration: their order is the answer's, and rounding cannot make two of them equal.
  graph.outputs("ArgMax", [proba], ["label"], { axis: { i: 1 }, keepdims: { i: 0 } });
}

function describe({
  name,
  preprocessVersion,
  dataset,
  seed,
  tensors,
  licence,
}: BundleManifest): Record<string, string> {
  return {
    model: name,
    preprocess_version: String(preprocessVersion),
    dataset: `${dataset.name} ${dataset.sha256}`,
    seed: String(seed),
    model_safetensors_sha256: tensors.sha256,
    licence,
  };
}
