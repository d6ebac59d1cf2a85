import {
  type BundleFiles,
  type Core,
  type Evaluation,
  evaluate,
  type ModelMetrics,
  type ReliabilityBin,
  readBundle,
  setMetrics,
} from "@siffra/shared";
import { findMisreadings, type Misreading, reliabilityOf } from "../diagnosis/index.ts";
import type { Samples } from "../evaluation/index.ts";
import type { OnProgress } from "./fit.ts";

export interface Measurement {
  /** The bundle's name. */
  model: string;
  evaluation: Evaluation;
  sets: ModelMetrics["testSets"];
  /** Per image, in one thread. */
  predictMilliseconds: number;
  reliability: ReliabilityBin[];
  misreadings: Misreading[];
}

/** Measures a bundle as it was saved, never the model in memory. @throws SiffraError as readBundle does */
export function measureBundle(core: Core, files: BundleFiles, samples: Samples, onProgress: OnProgress): Measurement {
  const reader = readBundle(core, files);
  try {
    const started = performance.now();
    const proba = reader.predictProba(samples.images, (done) => onProgress("test", done));
    const predictMilliseconds = (performance.now() - started) / samples.labels.length;
    const { conformal } = reader.manifest.calibration;
    const sets = {
      "0.95": setMetrics(proba, samples.labels, conformal["0.95"]),
      "0.99": setMetrics(proba, samples.labels, conformal["0.99"]),
    };
    return {
      model: reader.manifest.name,
      evaluation: evaluate(proba, samples.labels),
      sets,
      predictMilliseconds,
      reliability: reliabilityOf(proba, samples.labels),
      misreadings: findMisreadings(proba, samples.labels),
    };
  } finally {
    reader.free();
  }
}
