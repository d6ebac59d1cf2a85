import { type BundleManifest, type Core, type Evaluation, Pipeline, type PipelineConfig } from "@siffra/shared";
import { gather, type Samples, type TrainingSplit } from "../evaluation/index.ts";
import { calibrate, type HeldOut } from "./calibrate.ts";

export interface FitJob {
  config: PipelineConfig;
  seed: number;
  split: TrainingSplit;
}

/** A model before any test image was looked at. */
export interface FittedModel {
  /** model.safetensors */
  tensors: Uint8Array;
  calibration: BundleManifest["calibration"];
  validation: Evaluation;
  fitSeconds: number;
}

/** Told how far one step has come, 0 to 1; false asks to stop. */
export type OnProgress = (step: string, done: number) => boolean;

/** Fits one model and calibrates it. A pure function of its job and the samples, but for `fitSeconds`. */
export function fitModel(core: Core, samples: Samples, job: FitJob, onProgress: OnProgress): FittedModel {
  const started = performance.now();
  const options = { seed: job.seed, onProgress };
  const pipeline = Pipeline.fit(core, job.config, gather(samples, job.split.fit), options);
  const fitSeconds = (performance.now() - started) / 1000;
  try {
    const predict = (indices: Uint32Array): HeldOut => {
      const { images, labels } = gather(samples, indices);
      return { labels, proba: pipeline.predictProba(images, (done) => onProgress("validation", done)) };
    };
    const calibrated = calibrate(core, predict(job.split.temperature), predict(job.split.conformal));
    return { tensors: pipeline.save(), ...calibrated, fitSeconds };
  } finally {
    pipeline.free();
  }
}
