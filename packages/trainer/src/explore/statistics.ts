import { CLASS_COUNT, type Distribution, mean, standardDeviation } from "@siffra/shared";
import { indicesByClass } from "../evaluation/index.ts";

const BINS = 40;
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Rounded for a file that people read: six significant digits. */
export const rounded = (value: number) => Number(value.toPrecision(6));

/** One number an image as a histogram of 40 bins from `low` to `high`, and as quantiles of each digit. */
export function distributionOf(values: Float64Array, labels: Uint8Array, low: number, high: number): Distribution {
  const width = (high - low) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / width)));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const all = Array.from(values);
  return {
    edges: Array.from({ length: BINS + 1 }, (_, i) => rounded(low + i * width)),
    counts,
    mean: rounded(mean(all)),
    standardDeviation: rounded(all.length > 1 ? standardDeviation(all) : 0),
    byClass: quantilesByClass(values, labels),
  };
}

function quantilesByClass(values: Float64Array, labels: Uint8Array): Distribution["byClass"] {
  const byClass = indicesByClass(labels).map((indices) => {
    const own = Float64Array.from(indices, (i) => values[i] as number).sort();
    return QUANTILES.map((share) => rounded(quantile(own, share)));
  });
  return byClass.slice(0, CLASS_COUNT) as Distribution["byClass"];
}

/** Linear between the two nearest of ascending values, as numpy's default; 0 of none. */
function quantile(ascending: Float64Array, share: number): number {
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] ?? 0;
  const above = ascending[Math.ceil(place)] ?? 0;
  return below + (place - Math.floor(place)) * (above - below);
}
