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
  const [low, high] = evaluation.accuracyInterval;
  return {
    accuracy: round6(evaluation.accuracy),
    accuracyInterval: [round6(low), round6(high)],
    macroF1: round6(evaluation.macro.f1),
    logLoss: round6(evaluation.logLoss),
    ece: round6(evaluation.ece),
    n: evaluation.n,
  };
}

function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
