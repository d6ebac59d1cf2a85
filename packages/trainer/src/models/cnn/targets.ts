import { CLASS_COUNT } from "@siffra/shared";

/** The label of a sample that is no digit: its target is to be sure of nothing (Hendrycks et al., "Deep Anomaly Detection with Outlier Exposure", 2019). */
export const NO_DIGIT = CLASS_COUNT;

/** n * 10: 1 for each sample's class but for `smoothing`, which all classes share (Szegedy et al., 2016). */
export function targetsOf(labels: Uint8Array, smoothing: number): Float32Array {
  const targets = new Float32Array(labels.length * CLASS_COUNT).fill(smoothing / CLASS_COUNT);
  for (const [i, label] of labels.entries()) {
    if (label === NO_DIGIT) targets.fill(1 / CLASS_COUNT, i * CLASS_COUNT, (i + 1) * CLASS_COUNT);
    else targets[i * CLASS_COUNT + label] = 1 - smoothing + smoothing / CLASS_COUNT;
  }
  return targets;
}

/** Pixels as 0 to 1. A loop, as `Float32Array.from` with a function took a tenth of a step. */
export function scaled(pixels: Uint8Array): Float32Array {
  const values = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) values[i] = (pixels[i] as number) / 255;
  return values;
}
