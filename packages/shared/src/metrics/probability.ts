import { CLASS_COUNT } from "../core.ts";
import { argmax } from "../reader/answer.ts";
import type { SetMetrics } from "../schemas/index.ts";

/** Bins of equal width by confidence. */
export const CALIBRATION_BINS = 15;
// The spacing of f32 at 1, as scikit-learn clips f32 probabilities: an impossible event must not cost infinitely much.
const SMALLEST = 2 ** -23;

const rowOf = (proba: Float32Array, i: number) => proba.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT);

/** The most probable digit of each row of `proba` (n * 10). */
export function predictedLabels(proba: Float32Array): Uint8Array {
  return Uint8Array.from({ length: proba.length / CLASS_COUNT }, (_, i) => argmax(rowOf(proba, i)));
}

/** -ln of the probability that the true digit got. */
export function negativeLogLikelihood(probability: number): number {
  return -Math.log(Math.min(Math.max(probability, SMALLEST), 1 - SMALLEST));
}

/** Mean of -ln p(true digit). */
export function logLoss(proba: Float32Array, labels: Uint8Array): number {
  let total = 0;
  for (const [i, label] of labels.entries()) total += negativeLogLikelihood(rowOf(proba, i)[label] as number);
  return total / labels.length;
}

/** The bin of a confidence; a bin holds its upper edge, not its lower. */
export function calibrationBin(confidence: number): number {
  return Math.max(0, Math.ceil(confidence * CALIBRATION_BINS) - 1);
}

/**
 * Expected calibration error: how far the confidence in the answer is from the share of right answers, mean over 15
 * bins of equal width (Guo et al. 2017, arXiv:1706.04599).
 */
export function expectedCalibrationError(proba: Float32Array, labels: Uint8Array): number {
  const confidence = new Float64Array(CALIBRATION_BINS);
  const right = new Float64Array(CALIBRATION_BINS);
  for (const [i, label] of labels.entries()) {
    const row = rowOf(proba, i);
    const answer = argmax(row);
    const probability = row[answer] as number;
    const bin = calibrationBin(probability);
    confidence[bin] = (confidence[bin] as number) + probability;
    right[bin] = (right[bin] as number) + (answer === label ? 1 : 0);
  }
  const gaps = confidence.map((total, bin) => Math.abs(total - (right[bin] as number)));
  return gaps.reduce((sum, gap) => sum + gap, 0) / labels.length;
}

/** Coverage and mean size of the prediction sets at `threshold`; a set always holds the most probable digit. */
export function setMetrics(proba: Float32Array, labels: Uint8Array, threshold: number): SetMetrics {
  let covered = 0;
  let size = 0;
  for (const [i, label] of labels.entries()) {
    const row = rowOf(proba, i);
    const answer = argmax(row);
    const isIn = (digit: number) => digit === answer || (row[digit] as number) >= threshold;
    if (isIn(label)) covered++;
    for (let digit = 0; digit < CLASS_COUNT; digit++) if (isIn(digit)) size++;
  }
  return { coverage: covered / labels.length, meanSize: size / labels.length };
}
