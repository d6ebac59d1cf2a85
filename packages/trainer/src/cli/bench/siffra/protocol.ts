import type { PipelineConfig, TransformParams } from "@siffra/shared";
import * as v from "valibot";

/** Images or features and their labels, as .npy files. */
export interface SampleFiles {
  x: string;
  y: string;
}

interface FitJob {
  kind: "fit";
  config: PipelineConfig;
  seed: number;
  workers: number;
  train: SampleFiles;
  /** How many of the training images. */
  rows: number;
  /** Where model.safetensors goes. */
  model: string;
}

interface PredictJob {
  kind: "predict";
  config: PipelineConfig;
  workers: number;
  test: SampleFiles;
  model: string;
  /** Where the answers go, .npy. */
  predictions: string;
}

interface FeaturesJob {
  kind: "features";
  transforms: TransformParams[];
  train: SampleFiles;
  test: SampleFiles;
  /** The transforms are fitted to so many of the training images. */
  rows: number;
  /** Where what they make of each goes, .npy. */
  out: { train: string; test: string };
}

interface TransformJob {
  kind: "transform";
  transform: TransformParams;
  /** Features, .npy */
  x: string;
}

/** The peer of a network's training. */
interface TfjsJob {
  kind: "tfjs";
  backend: "cpu" | "wasm";
  classifier: PipelineConfig["classifier"];
  seed: number;
  train: SampleFiles;
  rows: number;
}

/** What a child process is started for. */
export type Job = FitJob | PredictJob | FeaturesJob | TransformJob | TfjsJob;

const Seconds = v.pipe(v.number(), v.minValue(0));
const Megabytes = v.pipe(v.number(), v.gtValue(0));

/** What each kind of job gives. */
export const RESULTS = {
  fit: v.strictObject({
    /** From starting the worker threads until each has its core, compiled. */
    startSeconds: Seconds,
    /** From handing them the images until the model is there as bytes. */
    seconds: Seconds,
    /** Of these, for the transforms. */
    featureSeconds: Seconds,
    modelBytes: v.number(),
    modelSha256: v.string(),
    peakMemoryMb: Megabytes,
  }),
  predict: v.strictObject({
    startSeconds: Seconds,
    /** From images to probabilities with the model loaded, the first time. */
    seconds: Seconds,
    /** The same again: by then V8 has optimised what is used. */
    warmSeconds: Seconds,
    accuracy: v.number(),
    peakMemoryMb: Megabytes,
  }),
  features: v.strictObject({ seconds: Seconds, peakMemoryMb: Megabytes }),
  transform: v.strictObject({ seconds: Seconds, explainedVariance: v.number(), peakMemoryMb: Megabytes }),
  tfjs: v.strictObject({ seconds: Seconds, peakMemoryMb: Megabytes }),
};

export type Result<K extends Job["kind"]> = v.InferOutput<(typeof RESULTS)[K]>;

/** The one message of a child. */
export const Message = v.union([
  v.strictObject({ result: v.unknown() }),
  v.strictObject({ error: v.strictObject({ code: v.string(), message: v.string() }) }),
]);
export type Message = v.InferOutput<typeof Message>;
