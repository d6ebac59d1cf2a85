import type { BundleFiles } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import type { FitJob, FittedModel, Measurement } from "../pipeline/index.ts";

/** What every worker gets at its start. The arrays lie in shared memory: nothing is copied. */
export interface WorkerData {
  /** Normalised training images; a job names those that it uses by index. */
  train: Samples;
  /** Normalised test images. */
  test: Samples;
  /** One Int32: 1 asks every worker to stop. */
  cancelFlag: SharedArrayBuffer;
}

/** Told how far a job has come: the step's name and the share of it that is done. */
export type OnJobProgress = (step: string, share: number) => void;

/** What a worker does. Errors come back as SiffraError. */
export interface WorkerApi {
  fit(job: FitJob, onProgress: OnJobProgress): FittedModel;
  measure(files: BundleFiles, onProgress: OnJobProgress): Measurement;
}
