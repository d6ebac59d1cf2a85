import { CLASS_COUNT } from "../core.ts";
import { argmax } from "../reader/answer.ts";
import { createRng } from "../rng.ts";
import type { MetricIntervals } from "../schemas/index.ts";
import { macroMetrics, perClassMetrics } from "./classification.ts";
import { CALIBRATION_BINS, calibrationBin, expectedCalibrationError, negativeLogLikelihood } from "./probability.ts";

const RESAMPLES = 1000;
const SEED = 1;

/** Each metric of one resample, in the order in which `toIntervals` reads them. */
const PER_CLASS = ["precision", "recall", "f1"] as const;

/** Where each image falls in the sums of which all metrics are made. */
interface Contributions {
  /** 10 * truth + answer. */
  cell: Uint8Array;
  /** -ln p(truth). */
  loss: Float64Array;
  /** Bin of the confidence in the answer. */
  bin: Uint8Array;
  /** Confidence in the answer, less 1 when it is right. */
  overconfidence: Float64Array;
}

/**
 * 95 % percentile intervals of every metric but the accuracy (Efron & Tibshirani 1993, chapter 13). A resample draws n
 * images with replacement out of all n, whatever their digit (the plain bootstrap, not the stratified one): another
 * test set would not have exactly as many of each digit either. ECE is a sum of absolute values, to which resampling
 * adds: its interval is moved back by what the resamples' mean is above the ECE itself, to 0 at the least. The same
 * input gives the same intervals.
 * @param proba n * 10
 * @param labels n digits
 */
export function bootstrapIntervals(proba: Float32Array, labels: Uint8Array): MetricIntervals {
  const { below } = createRng(SEED);
  const n = labels.length;
  return intervalsOf(proba, labels, RESAMPLES, () => below(n));
}

/** As `bootstrapIntervals`, with `resamples` sets of images that `draw` names one after the other. */
export function intervalsOf(
  proba: Float32Array,
  labels: Uint8Array,
  resamples: number,
  draw: () => number,
): MetricIntervals {
  const contributions = contributionsOf(proba, labels);
  const columns = Array.from({ length: 2 + 3 + 3 * CLASS_COUNT }, () => new Float64Array(resamples));
  for (let i = 0; i < resamples; i++) {
    const values = resampledMetrics(contributions, draw);
    for (const [metric, value] of values.entries()) (columns[metric] as Float64Array)[i] = value;
  }
  const [logLoss, ece, ...others] = columns as [Float64Array, Float64Array, ...Float64Array[]];
  const eceInterval = withoutBias(ece, expectedCalibrationError(proba, labels));
  return { resamples, ...toIntervals([percentileInterval(logLoss), eceInterval, ...others.map(percentileInterval)]) };
}

function contributionsOf(proba: Float32Array, labels: Uint8Array): Contributions {
  const n = labels.length;
  const sums = {
    cell: new Uint8Array(n),
    loss: new Float64Array(n),
    bin: new Uint8Array(n),
    overconfidence: new Float64Array(n),
  };
  for (const [i, label] of labels.entries()) {
    const row = proba.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT);
    const answer = argmax(row);
    const confidence = row[answer] as number;
    sums.cell[i] = CLASS_COUNT * label + answer;
    sums.loss[i] = negativeLogLikelihood(row[label] as number);
    sums.bin[i] = calibrationBin(confidence);
    sums.overconfidence[i] = confidence - (answer === label ? 1 : 0);
  }
  return sums;
}

/** Log loss, ECE, macro precision, recall and F1, then the three of each digit, of one resample. */
function resampledMetrics({ cell, loss, bin, overconfidence }: Contributions, draw: () => number): number[] {
  const n = cell.length;
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  const gaps = new Float64Array(CALIBRATION_BINS);
  let totalLoss = 0;
  for (let k = 0; k < n; k++) {
    const i = draw();
    (counts[cell[i] as number] as number)++;
    totalLoss += loss[i] as number;
    (gaps[bin[i] as number] as number) += overconfidence[i] as number;
  }
  const rows = Array.from({ length: CLASS_COUNT }, (_, digit) => [
    ...counts.subarray(digit * CLASS_COUNT, (digit + 1) * CLASS_COUNT),
  ]);
  const perClass = perClassMetrics(rows);
  const macro = macroMetrics(perClass);
  const ece = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / n;
  const digits = perClass.flatMap((digit) => PER_CLASS.map((name) => digit[name]));
  return [totalLoss / n, ece, ...PER_CLASS.map((name) => macro[name]), ...digits];
}

type Interval = [number, number];

function toIntervals([logLoss, ece, ...rest]: Interval[]): Omit<MetricIntervals, "resamples"> {
  const triples = Array.from({ length: 1 + CLASS_COUNT }, (_, i) => {
    const [precision, recall, f1] = rest.slice(3 * i, 3 * i + 3) as [Interval, Interval, Interval];
    return { precision, recall, f1 };
  });
  const [macro, ...perClass] = triples as [MetricIntervals["macro"], ...MetricIntervals["perClass"]];
  return { macro, perClass, logLoss: logLoss as Interval, ece: ece as Interval };
}

/** As `percentileInterval`, moved so that the resamples have `estimate` as their mean, and not below 0. */
function withoutBias(values: Float64Array, estimate: number): Interval {
  const bias = values.reduce((sum, value) => sum + value, 0) / values.length - estimate;
  const [low, high] = percentileInterval(values);
  return [Math.max(0, low - bias), Math.max(0, high - bias)];
}

/** The 2.5 % and 97.5 % quantiles of `values`, between neighbours by straight lines as numpy's default has it. */
function percentileInterval(values: Float64Array): Interval {
  const sorted = values.toSorted();
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (high - low) * (place - Math.floor(place));
}
