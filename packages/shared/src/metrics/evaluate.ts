import { CLASS_COUNT } from "../core.ts";
import { SiffraError } from "../errors.ts";
import type { Evaluation } from "../schemas/index.ts";
import { bootstrapIntervals } from "./bootstrap.ts";
import { accuracy, confusionMatrix, macroMetrics, perClassMetrics } from "./classification.ts";
import { wilsonInterval } from "./interval.ts";
import { expectedCalibrationError, logLoss, predictedLabels } from "./probability.ts";

/** Everything measured on one set of images: `proba` is n * 10, `labels` n. @throws SiffraError "metrics-shape" */
export function evaluate(proba: Float32Array, labels: Uint8Array): Evaluation {
  const n = labels.length;
  if (n === 0 || proba.length !== n * CLASS_COUNT) {
    throw new SiffraError("metrics-shape", `Expected 10 probabilities a label, found ${proba.length} for ${n} labels.`);
  }
  const confusion = confusionMatrix(labels, predictedLabels(proba));
  return {
    ...evaluateConfusion(confusion, n),
    logLoss: logLoss(proba, labels),
    ece: expectedCalibrationError(proba, labels),
    intervals: bootstrapIntervals(proba, labels),
  };
}

/** What the confusion matrix of `n` images says by itself. */
export function evaluateConfusion(confusion: number[][], n: number): Omit<Evaluation, "logLoss" | "ece" | "intervals"> {
  const share = accuracy(confusion);
  const perClass = perClassMetrics(confusion);
  const accuracyInterval = wilsonInterval(Math.round(share * n), n);
  return { n, accuracy: share, accuracyInterval, macro: macroMetrics(perClass), perClass, confusion };
}
