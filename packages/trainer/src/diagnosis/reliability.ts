import { argmax, CALIBRATION_BINS, CLASS_COUNT, calibrationBin, type ReliabilityBin } from "@siffra/shared";

/** Confidence in the answer against the share of right answers, bin by bin as in the expected calibration error. */
export function reliabilityOf(proba: Float32Array, labels: Uint8Array): ReliabilityBin[] {
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({ confidence: 0, right: 0, images: 0 }));
  for (const [i, label] of labels.entries()) {
    const row = proba.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT);
    const answer = argmax(row);
    const probability = row[answer] as number;
    const bin = bins[calibrationBin(probability)] as (typeof bins)[number];
    bin.confidence += probability;
    bin.right += answer === label ? 1 : 0;
    bin.images++;
  }
  return bins.flatMap(({ confidence, right, images }) =>
    images === 0 ? [] : [{ confidence: Math.min(1, confidence / images), accuracy: right / images, images }],
  );
}
