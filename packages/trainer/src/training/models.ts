import {
  type BundleFiles,
  type BundleManifest,
  type Comparison,
  type Core,
  createManifest,
  type PipelineConfig,
  type PixelImportances,
  type Selection,
  serializeManifest,
  sha256Hex,
  VERSION,
} from "@siffra/shared";
import { proxy } from "comlink";
import type { Dataset } from "../dataset/index.ts";
import type { RobustnessOfModel } from "../diagnosis/index.ts";
import type { TrainingSplit } from "../evaluation/index.ts";
import { longestFirst } from "../models/index.ts";
import { type Calibrated, type FitJob, hasPixelImportances } from "../pipeline/index.ts";
import { selectModel } from "../selection/index.ts";
import {
  type FittedTensors,
  fitTask,
  type ModelAt,
  type NetworkHooks,
  networkTask,
  type OnJobProgress,
  type Task,
  type WorkerPool,
} from "../workers/index.ts";
import type { BundleStore, CheckpointStore, Emit } from "./store.ts";

/** A model before any test image was looked at. */
interface FittedModel extends Calibrated {
  /** model.safetensors */
  tensors: Uint8Array;
  facts: Record<string, number>;
  /** All workers together. */
  fitSeconds: number;
  importances: PixelImportances | null;
  robustness: RobustnessOfModel;
}

/** A model in memory. */
interface NamedModel {
  config: PipelineConfig;
  fitted: FittedModel;
}

/** A model as the run folder has it, read back from the disk. */
export interface SavedModel extends NamedModel {
  manifest: BundleManifest;
  files: BundleFiles;
}

/** Tells of how far a step of a model is. */
export function progressOf(model: string, emit: Emit): OnJobProgress {
  return (step, share) => emit({ type: "model-progress", model, step, share });
}

/** Enough to see a curve; more would only take time from training. */
const MOST_WATCHED = 1000;

type Watching = Pick<NetworkHooks, "onProgress" | "onEpoch" | "watched">;

/** Tells of every step and every epoch of a network's training; nothing of what is learnt depends on it. */
function watchTraining(model: string, { temperature }: TrainingSplit, emit: Emit): Watching {
  return {
    watched: temperature.slice(0, MOST_WATCHED),
    onProgress: ({ share }) => emit({ type: "model-progress", model, step: "cnn", share }),
    onEpoch: ({ member, members, epoch, epochs, loss, imagesPerSecond }, validationAccuracy) => {
      const which = members > 1 ? { member: { number: member, of: members } } : {};
      emit({ type: "epoch", model, ...which, epoch, epochs, loss, validationAccuracy, imagesPerSecond });
    },
  };
}

/** Everything that a network's weights depend on, as one sum. */
function trainingKey(core: Core, { sha256 }: Dataset, { config, seed, indices }: FitJob): string {
  const { transforms, classifier } = config;
  const samples = sha256Hex(new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength));
  const all = { transforms, classifier, seed, sha256, samples, preprocessVersion: core.preprocessVersion(), VERSION };
  return sha256Hex(new TextEncoder().encode(JSON.stringify(all)));
}

function saveTraining(checkpoints: CheckpointStore, model: string, key: string): Omit<NetworkHooks, keyof Watching> {
  return {
    resume: () => checkpoints.find(model, key),
    onCheckpoint: (checkpoint) => checkpoints.save(model, key, checkpoint),
  };
}

/** Fits all models, the longest first; the result is in the order of `configs`. */
export async function fitAll(
  pool: WorkerPool,
  configs: readonly PipelineConfig[],
  job: { core: Core; dataset: Dataset; seed: number; split: TrainingSplit; perturbed: Uint32Array },
  checkpoints: CheckpointStore,
  emit: Emit,
): Promise<NamedModel[]> {
  const { core, dataset, seed, split, perturbed } = job;
  const tasks = longestFirst(configs).map((config): Task<NamedModel> => {
    const onProgress = progressOf(config.name, emit);
    const fitJob = { config, seed, indices: split.fit };
    const use = async ({ tensors, facts, seconds }: FittedTensors, { worker, id }: ModelAt) => {
      const calibrated = await worker.api.calibrate(id, split, proxy(onProgress));
      const fitSeconds = seconds.transforms + seconds.classifier;
      const importances = hasPixelImportances(config)
        ? await worker.api.importances(tensors, split.conformal, seed, proxy(onProgress))
        : null;
      const robustness = await worker.api.robustness(id, perturbed, seed, proxy(onProgress));
      emit({
        type: "model-fitted",
        model: config.name,
        fitSeconds,
        validationAccuracy: calibrated.validation.accuracy,
      });
      return { config, fitted: { tensors, facts, ...calibrated, fitSeconds, importances, robustness } };
    };
    if (config.classifier.kind !== "cnn") return fitTask(fitJob, onProgress, use);
    const key = trainingKey(core, dataset, fitJob);
    const hooks = { ...watchTraining(config.name, split, emit), ...saveTraining(checkpoints, config.name, key) };
    return networkTask(core, fitJob, hooks, use);
  });
  const done = await pool.run(tasks);
  return done.sort((a, b) => configs.indexOf(a.config) - configs.indexOf(b.config));
}

/** What each pixel is worth to those models that can say, by their names. */
export function importancesOf(models: readonly NamedModel[]): Record<string, PixelImportances> {
  const known = models.flatMap(({ config, fitted }) => (fitted.importances ? [[config.name, fitted.importances]] : []));
  return Object.fromEntries(known);
}

/** Saves the models as bundles that have not been measured, and reads them back. */
export async function saveAll(
  store: BundleStore,
  models: readonly NamedModel[],
  facts: Pick<BundleManifest, "preprocessVersion" | "dataset" | "seed">,
): Promise<SavedModel[]> {
  const saved: SavedModel[] = [];
  for (const { config, fitted } of models) {
    const manifest = createManifest({ ...facts, pipeline: config, calibration: fitted.calibration }, fitted.tensors);
    const written = { manifest: serializeManifest(manifest), tensors: fitted.tensors };
    saved.push({ config, fitted, manifest, files: await store.writeBundle(config.name, written) });
  }
  return saved;
}

/** The choice by the written rule, on the figures of `n` validation images. */
export function chooseModel(comparison: Comparison, n: number): Selection {
  const candidates = comparison.models.map(({ model, title, validationAccuracy, predictMilliseconds, bytes }) => ({
    model,
    title,
    validationAccuracy,
    predictMilliseconds,
    bytes,
  }));
  return selectModel(candidates, n, comparison);
}
