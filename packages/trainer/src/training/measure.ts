import { type ModelMetrics, type ReliabilityBin, serializeManifest, sha256Hex, toBundleMetrics } from "@siffra/shared";
import { proxy } from "comlink";
import type { Misreading } from "../diagnosis/index.ts";
import { modelTitle } from "../models/index.ts";
import type { Measurement } from "../pipeline/index.ts";
import type { Task, WorkerPool } from "../workers/index.ts";
import { progressOf, type SavedModel } from "./models.ts";
import type { BundleStore, Emit } from "./store.ts";

/** What a model did on the test images. */
export interface MeasuredModel {
  metrics: ModelMetrics;
  reliability: ReliabilityBin[];
  misreadings: Misreading[];
}

/** Measures the reloaded bundles on the test images and completes their manifests. */
export function measureAll(
  pool: WorkerPool,
  models: readonly SavedModel[],
  store: BundleStore,
  emit: Emit,
): Promise<MeasuredModel[]> {
  const tasks = models.map(
    (model): Task<MeasuredModel> =>
      async (worker) => {
        const { name } = model.config;
        const measured = await worker.api.measure(model.files, proxy(progressOf(name, emit)));
        emit({ type: "model-measured", model: name, testAccuracy: measured.evaluation.accuracy });
        const manifest = serializeManifest({
          ...model.manifest,
          metrics: { test: toBundleMetrics(measured.evaluation) },
        });
        await store.replaceManifest(name, manifest);
        const { reliability, misreadings } = measured;
        return { metrics: toMetrics(model, measured, manifest), reliability, misreadings };
      },
  );
  return pool.run(tasks);
}

function toMetrics({ config, fitted, files }: SavedModel, measured: Measurement, manifest: Uint8Array): ModelMetrics {
  return {
    model: config.name,
    title: modelTitle(config),
    validation: fitted.validation,
    test: measured.evaluation,
    testSets: measured.sets,
    fitSeconds: fitted.fitSeconds,
    facts: fitted.facts,
    predictMilliseconds: measured.predictMilliseconds,
    bundle: {
      bytes: files.tensors.length,
      tensorsSha256: sha256Hex(files.tensors),
      manifestSha256: sha256Hex(manifest),
    },
  };
}
