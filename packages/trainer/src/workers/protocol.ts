import type { BundleFiles, PipelineConfig, PixelImportances } from "@siffra/shared";
import type { Remote } from "comlink";
import type { RobustnessOfModel } from "../diagnosis/index.ts";
import type { FoldScore, Samples, Split, TrainingSplit } from "../evaluation/index.ts";
import type { TrainingExploration, TrainingImages } from "../explore/index.ts";
import type { ShardGradient } from "../models/cnn/index.ts";
import type { Calibrated, FitJob, Measurement, TransformedSamples } from "../pipeline/index.ts";

/** A worker that was started. */
export interface RunningWorker {
  api: Remote<WorkerApi>;
  /** Rejects when the worker ends; comlink alone would wait for ever for its answer. */
  died: Promise<never>;
  terminate(): unknown;
}

/** A configuration to try in one fold of the training images. */
export interface FoldJob {
  config: PipelineConfig;
  seed: number;
  fold: Split;
  /** Name of the fold, by which trials with the same transforms share its features; null when none will. */
  sharedAs: string | null;
}

/** Told how far a step has come: its name, the share of it that is done, and which part of a fit it is, if it is one. */
export type OnJobProgress = (step: string, share: number, part?: number) => void;

/** Something that a worker did, and how long it computed. */
export interface Timed<T> {
  value: T;
  seconds: number;
}

/** A fit that was opened: how many parts it has and, if others are to join, what they need. */
export interface OpenedFit {
  /** Of the time that it took to open, for the transforms. */
  transformSeconds: number;
  parts: number;
  shared: TransformedSamples | null;
}

/** A fitted model, and what its fit says of itself. */
export interface FinishedModel {
  /** model.safetensors */
  tensors: Uint8Array;
  facts: Record<string, number>;
}

/** What a worker does for networks; `id` as in WorkerApi. */
export interface NetworkApi {
  /** The samples that a network learns from: those of the job and the extra ones, in shared memory. */
  networkSamples(job: FitJob): Promise<Samples>;
  /** Makes ready for gradients of the network of a job, over what `networkSamples` gave. */
  openNetwork(id: string, job: Pick<FitJob, "config" | "seed">, samples: Samples): Promise<void>;
  /** A shard's gradient at these weights, its images distorted as in `epoch`. */
  gradient(id: string, weights: Float32Array, indices: Uint32Array, epoch: number): Timed<ShardGradient>;
  /** The mean loss of these samples as they are, at these weights. */
  loss(id: string, weights: Float32Array, indices: Uint32Array): Timed<number>;
  /** The share of the training images `indices` that one network reads right with these weights. */
  accuracy(job: Pick<FitJob, "config">, weights: Float32Array, indices: Uint32Array): number;
  /** The model out of a trained network's weights. */
  finishNetwork(id: string, job: Pick<FitJob, "config" | "seed">, weights: Float32Array): FinishedModel;
}

/**
 * What a worker does. `id` names what the worker keeps between two calls: a fit from `open` or `join`, a model from
 * `finish` or `load`, until `close`. Errors come back as SiffraError.
 */
export interface WorkerApi extends NetworkApi {
  /** Resolves when the worker is ready to work. */
  ready(): void;
  /** Fits a job's transforms and plans the rest; `isShared` asks for what other workers need to join. */
  open(id: string, job: FitJob, isShared: boolean, onProgress: OnJobProgress): Timed<OpenedFit>;
  /** Plans a fit that another worker has opened. */
  join(id: string, job: Pick<FitJob, "config" | "seed">, samples: TransformedSamples, onProgress: OnJobProgress): void;
  /** Runs one part of a fit; the progress goes to whom `open` or `join` was given. */
  runPart(id: string, part: number): Timed<Uint8Array>;
  /** Turns the fit that this worker opened into a model, out of what all parts gave. */
  finish(id: string, parts: Uint8Array[]): Timed<FinishedModel>;
  /** Loads a model.safetensors. */
  load(id: string, config: PipelineConfig, tensors: Uint8Array): void;
  /** Calibrates a model on held-out training samples. */
  calibrate(id: string, split: Pick<TrainingSplit, "temperature" | "conformal">, onProgress: OnJobProgress): Calibrated;
  /** What each pixel is worth to a forest, on held-out training samples. */
  importances(tensors: Uint8Array, heldOut: Uint32Array, seed: number, onProgress: OnJobProgress): PixelImportances;
  /** How a model stands perturbed copies of the training samples that `heldOut` names. */
  robustness(id: string, heldOut: Uint32Array, seed: number, onProgress: OnJobProgress): RobustnessOfModel;
  /** Looks at the training images; `raw` has them as their file does. */
  explore(raw: Omit<TrainingImages, "normalised">, seed: number, onProgress: OnJobProgress): TrainingExploration;
  /** Fits a configuration in one fold and scores it. */
  score(job: FoldJob): FoldScore | Promise<FoldScore>;
  /** Hands over the normalised test images; `predict` and `measure` need them. */
  openTest(test: Samples): void;
  /** Probabilities of the test images from `start` to before `end`, before calibration. */
  predict(id: string, start: number, end: number): Float32Array;
  /** Frees what `id` names, if anything. */
  close(id: string): void;
  /** Measures a bundle on the test images. */
  measure(files: BundleFiles, onProgress: OnJobProgress): Measurement;
}
