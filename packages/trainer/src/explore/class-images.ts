import { CLASS_COUNT, type Exploration, IMAGE_SIZE } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import { toBase64 } from "./base64.ts";
import { imageAt } from "./parts.ts";

/** Mean and standard deviation of every pixel, by digit. A digit without images has blank ones. */
export function classImages(samples: Samples): Exploration["classImages"] {
  const moments = momentsByClass(samples);
  const deviations = moments.map(({ count, sum, squares }) =>
    sum.map((total, i) => Math.sqrt(Math.max(0, (squares[i] as number) / count - (total / count) ** 2))),
  );
  const largest = Math.max(1e-9, ...deviations.map((values) => Math.max(...values)));
  return moments.map(({ count, sum }, digit) => ({
    mean: toBase64(Uint8Array.from(sum, (total) => Math.round(total / count))),
    deviation: toBase64(Uint8Array.from(deviations[digit] ?? [], (value) => Math.round((255 * value) / largest))),
  }));
}

interface Moments {
  /** At least 1, so that it can be divided by. */
  count: number;
  sum: Float64Array;
  squares: Float64Array;
}

function momentsByClass({ images, labels }: Samples): Moments[] {
  const counts = new Array<number>(CLASS_COUNT).fill(0);
  const sums = counts.map(() => new Float64Array(IMAGE_SIZE));
  const squares = counts.map(() => new Float64Array(IMAGE_SIZE));
  for (const [i, label] of labels.entries()) {
    counts[label] = (counts[label] as number) + 1;
    addMoments(imageAt(images, i), sums[label] as Float64Array, squares[label] as Float64Array);
  }
  return counts.map((count, digit) => ({
    count: Math.max(1, count),
    sum: sums[digit] as Float64Array,
    squares: squares[digit] as Float64Array,
  }));
}

function addMoments(image: Uint8Array, sum: Float64Array, squares: Float64Array): void {
  for (let i = 0; i < IMAGE_SIZE; i++) {
    const value = image[i] as number;
    sum[i] = (sum[i] as number) + value;
    squares[i] = (squares[i] as number) + value * value;
  }
}
