import type { DigitReading } from "@siffra/shared";

/** A calibrated probability of one in ten is worth a word. */
const WORTH_NAMING = 0.1;

/**
 * The digits worth naming, most probable first: those of the 95 % prediction set, and those that are likely enough.
 * An accurate model's sets are nearly always single, which alone would hide that it wavers.
 */
export function likelyDigits({ probabilities, set }: DigitReading): number[] {
  const share = (digit: number) => probabilities[digit] ?? 0;
  return probabilities
    .map((_, digit) => digit)
    .filter((digit) => set.includes(digit) || share(digit) >= WORTH_NAMING)
    .sort((a, b) => share(b) - share(a) || a - b);
}
