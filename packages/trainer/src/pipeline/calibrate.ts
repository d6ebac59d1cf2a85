import {
  applyTemperature,
  type BundleManifest,
  type Core,
  certaintiesOf,
  type Evaluation,
  evaluate,
  type Pipeline,
  predictedLabels,
  toProbaMatrix,
  withFree,
} from "@siffra/shared";
import { gather, type Samples, type TrainingSplit } from "../evaluation/index.ts";
import type { OnProgress } from "./fit.ts";

/** Uncalibrated probabilities (n * 10) of held-out samples, and the truth. */
interface HeldOut {
  proba: Float32Array;
  labels: Uint8Array;
}

/** A model's calibration, and what it is worth on the validation samples. */
export interface Calibrated {
  calibration: BundleManifest["calibration"];
  validation: Evaluation;
  /** Whether each validation image is read right, 0 or 1: those of `temperature`, then those of `conformal`. */
  isRight: Uint8Array;
  /** One validation image, one thread. */
  predictMilliseconds: number;
}

/** Calibrates a fitted pipeline on the two halves of the validation samples. */
export function calibratePipeline(
  core: Core,
  pipeline: Pipeline,
  samples: Samples,
  split: Pick<TrainingSplit, "temperature" | "conformal">,
  onProgress: OnProgress,
): Calibrated {
  let seconds = 0;
  const predict = (indices: Uint32Array): HeldOut => {
    const { images, labels } = gather(samples, indices);
    const started = performance.now();
    const proba = pipeline.predictProba(images, (done) => onProgress("validation", done));
    seconds += (performance.now() - started) / 1000;
    return { labels, proba };
  };
  const halves = [predict(split.temperature), predict(split.conformal)] as const;
  const predictMilliseconds = (1000 * seconds) / (split.temperature.length + split.conformal.length);
  return { ...calibrate(core, ...halves), predictMilliseconds };
}

/**
 * Calibrates on two halves of the validation samples: the temperature on the first, the thresholds of the prediction
 * sets on the second, whose probabilities the temperature has not seen. What is reported of the validation samples is
 * cross-fitted, each half under the temperature of the other, so that no sample judges its own calibration.
 */
function calibrate(core: Core, first: HeldOut, second: HeldOut): Omit<Calibrated, "predictMilliseconds"> {
  const temperature = fitTemperature(core, first);
  const firstProba = applyTemperature(core, first.proba, fitTemperature(core, second));
  const secondProba = applyTemperature(core, second.proba, temperature);
  const threshold = (alpha: number) => conformalThreshold(core, { proba: secondProba, labels: second.labels }, alpha);
  const proba = new Float32Array([...firstProba, ...secondProba]);
  const labels = new Uint8Array([...first.labels, ...second.labels]);
  return {
    calibration: {
      temperature,
      conformal: { "0.95": threshold(0.05), "0.99": threshold(0.01) },
      refusal: { leastCertainty: leastCertainty(core, proba), falseRefusals: FALSE_REFUSALS },
    },
    validation: evaluate(proba, labels),
    isRight: predictedLabels(proba).map((answer, i) => (answer === labels[i] ? 1 : 0)),
  };
}

/** The share of digits that a reader may refuse so that it can refuse what is none (docs/wild.md tells what others cost). */
export const FALSE_REFUSALS = 0.004;

/** The certainty below which the answers to that share of the held-out digits lie. */
function leastCertainty(core: Core, proba: Float32Array): number {
  return lowQuantile(certaintiesOf(core, proba), FALSE_REFUSALS);
}

/** The value below which this share of all lies. */
export function lowQuantile(values: Float32Array, share: number): number {
  return values.slice().sort()[Math.floor(share * values.length)] ?? 0;
}

function fitTemperature(core: Core, { proba, labels }: HeldOut): number {
  return withFree(toProbaMatrix(core, proba), (matrix) => core.fitTemperature(matrix, labels));
}

function conformalThreshold(core: Core, { proba, labels }: HeldOut, alpha: number): number {
  return withFree(toProbaMatrix(core, proba), (matrix) => core.conformalThreshold(matrix, labels, alpha));
}
