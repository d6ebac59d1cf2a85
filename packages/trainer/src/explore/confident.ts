import { argmax, CLASS_COUNT } from "@siffra/shared";

// As cleanlab has it: a probability that equals a mean but for rounding is as large as it.
const ROUNDING = 1e-6;

/**
 * How many labels are likely wrong, by confident learning (Northcutt, Jiang, Chuang 2021, arXiv:1911.00068) as its authors'
 * cleanlab counts them. A digit counts as confident of an image when it is at least as probable as it is, on average, for the
 * images that have it as their label. A label is likely wrong when another digit is the most probable and the confident
 * digit, if there is one only, is not the label; without any the image tells nothing.
 * @param proba n * 10, of models that never saw the image
 */
export function countLikelyErrors(proba: Float32Array, labels: Uint8Array): number {
  const usual = usualProbabilities(proba, labels);
  let likely = 0;
  for (const [image, label] of labels.entries()) {
    const row = proba.subarray(image * CLASS_COUNT, (image + 1) * CLASS_COUNT);
    const answer = argmax(row);
    const confident = usual.flatMap((least, digit) => ((row[digit] as number) >= least - ROUNDING ? [digit] : []));
    const guess = confident.length > 1 ? answer : confident[0];
    if (answer !== label && guess !== undefined && guess !== label) likely++;
  }
  return likely;
}

/** Of each digit its mean probability for the images with that label; NaN, which nothing reaches, without any. */
function usualProbabilities(proba: Float32Array, labels: Uint8Array): number[] {
  const sums = new Float64Array(CLASS_COUNT);
  const counts = new Float64Array(CLASS_COUNT);
  for (const [image, label] of labels.entries()) {
    sums[label] = (sums[label] as number) + (proba[image * CLASS_COUNT + label] as number);
    counts[label] = (counts[label] as number) + 1;
  }
  return Array.from(sums, (sum, digit) => sum / (counts[digit] as number));
}
