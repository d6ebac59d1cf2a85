import {
  type BundleFiles,
  type BundleManifest,
  createManifest,
  type ModelMetrics,
  type PipelineConfig,
  serializeManifest,
  sha256Hex,
  toBundleMetrics,
} from "@siffra/shared";
import { proxy } from "comlink";
import type { TrainingSplit } from "../../evaluation/index.ts";
import { longestFirst, modelTitle } from "../../models/index.ts";
import type { FittedModel, Measurement } from "../../pipeline/index.ts";
import type { OnJobProgress, Task, WorkerPool } from "../../workers/index.ts";
import type { RunFolder } from "./folder.ts";
import type { Emit } from "./options.ts";

/** A model as the run folder has it, read back from the disk. */
export interface SavedModel {
  config: PipelineConfig;
  fitted: FittedModel;
  manifest: BundleManifest;
  files: BundleFiles;
}

function progressOf(model: string, emit: Emit): OnJobProgress {
  return proxy((step: string, share: number) => emit({ type: "model-progress", model, step, share }));
}

/** Fits all models, the longest first; the result is in the order of `configs`. */
export async function fitAll(
  pool: WorkerPool,
  configs: readonly PipelineConfig[],
  job: { seed: number; split: TrainingSplit },
  emit: Emit,
): Promise<{ config: PipelineConfig; fitted: FittedModel }[]> {
  const tasks = longestFirst(configs).map((config): Task<{ config: PipelineConfig; fitted: FittedModel }> => {
    return async (worker) => {
      const fitted = await worker.fit({ config, ...job }, progressOf(config.name, emit));
      const { fitSeconds, validation } = fitted;
      emit({ type: "model-fitted", model: config.name, fitSeconds, validationAccuracy: validation.accuracy });
      return { config, fitted };
    };
  });
  const done = await pool.run(tasks);
  return done.sort((a, b) => configs.indexOf(a.config) - configs.indexOf(b.config));
}

/** Saves a model as a bundle that has not been measured, and reads it back. */
export async function saveModel(
  folder: RunFolder,
  config: PipelineConfig,
  fitted: FittedModel,
  facts: Pick<BundleManifest, "preprocessVersion" | "dataset" | "seed">,
): Promise<SavedModel> {
  const manifest = createManifest({ ...facts, pipeline: config, calibration: fitted.calibration }, fitted.tensors);
  const written = { manifest: serializeManifest(manifest), tensors: fitted.tensors };
  return { config, fitted, manifest, files: await folder.writeBundle(config.name, written) };
}

/** Measures the reloaded bundles on the test images and completes their manifests. */
export function measureAll(
  pool: WorkerPool,
  models: readonly SavedModel[],
  folder: RunFolder,
  emit: Emit,
): Promise<ModelMetrics[]> {
  const tasks = models.map(
    (model): Task<ModelMetrics> =>
      async (worker) => {
        const { name } = model.config;
        const measured = await worker.measure(model.files, progressOf(name, emit));
        emit({ type: "model-measured", model: name, testAccuracy: measured.evaluation.accuracy });
        const manifest = serializeManifest({
          ...model.manifest,
          metrics: { test: toBundleMetrics(measured.evaluation) },
        });
        await folder.replaceManifest(name, manifest);
        return toMetrics(model, measured, manifest);
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
    predictMilliseconds: measured.predictMilliseconds,
    bundle: {
      bytes: files.tensors.length,
      tensorsSha256: sha256Hex(files.tensors),
      manifestSha256: sha256Hex(manifest),
    },
  };
}
