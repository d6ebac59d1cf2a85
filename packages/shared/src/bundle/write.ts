import { sha256Hex } from "../hash.ts";
import type { BundleManifest, BundleTestMetrics, Evaluation } from "../schemas/index.ts";
import { VERSION } from "../version.ts";

/** What the trainer knows of a model; the rest of the manifest follows from it. */
export type ManifestFacts = Pick<BundleManifest, "preprocessVersion" | "pipeline" | "calibration" | "dataset" | "seed">;

/** The manifest of a model that has not been measured on test images yet. */
export function createManifest(facts: ManifestFacts, tensors: Uint8Array): BundleManifest {
  const { preprocessVersion, pipeline, calibration, dataset, seed } = facts;
  return {
    formatVersion: 1,
    kind: "siffra-bundle",
    name: pipeline.name,
    preprocessVersion,
    pipeline,
    calibration,
    dataset,
    seed,
    metrics: { test: null },
    tensors: { file: "model.safetensors", sha256: sha256Hex(tensors), bytes: tensors.length },
    licence: "MIT",
    createdBy: `siffra ${VERSION}`,
  };
}

/** manifest.json: two spaces of indentation, a newline at the end, no clock. */
export function serializeManifest(manifest: BundleManifest): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** Rounded to six decimals: engines may differ in the last bit of a logarithm, the manifest's bytes must not. */
export function toBundleMetrics(evaluation: Evaluation): BundleTestMetrics {
  const { macro, intervals } = evaluation;
  return {
    accuracy: round6(evaluation.accuracy),
    accuracyInterval: roundEnds(evaluation.accuracyInterval),
    macroPrecision: round6(macro.precision),
    macroRecall: round6(macro.recall),
    macroF1: round6(macro.f1),
    logLoss: round6(evaluation.logLoss),
    ece: round6(evaluation.ece),
    intervals: {
      resamples: intervals.resamples,
      macroPrecision: roundEnds(intervals.macro.precision),
      macroRecall: roundEnds(intervals.macro.recall),
      macroF1: roundEnds(intervals.macro.f1),
      logLoss: roundEnds(intervals.logLoss),
      ece: roundEnds(intervals.ece),
    },
    n: evaluation.n,
  };
}

const roundEnds = ([low, high]: readonly [number, number]): [number, number] => [round6(low), round6(high)];

function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
