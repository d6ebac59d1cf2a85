import { type Exploration, IMAGE_SIZE } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import type { Components } from "./components.ts";
import { imageAt } from "./parts.ts";
import { rounded } from "./statistics.ts";

type Pair = Exploration["nearest"]["pairs"][number];

/** Pairs that are shown, and of any two digits. */
const SHOWN = 20;
const OF_TWO_DIGITS = 3;
/** Each image's nearest neighbours of other digits that are compared in all pixels. */
const REFINED = 400;

/**
 * Images of different digits that are most alike. Every image of the sample meets every other in its principal
 * components; the nearest are then ranked by their pixels. No image is shown twice.
 */
export function nearestAcross(components: Components, samples: Samples): Exploration["nearest"] {
  const candidates = nearestOfEach(components).slice(0, REFINED);
  const pairs = candidates.map(([a, b]) => describePair(components, samples, a, b));
  pairs.sort((a, b) => a.distance - b.distance || a.images[0] - b.images[0]);
  return { searched: components.labels.length, pairs: varied(pairs) };
}

/** Each image with its nearest one of another digit that comes after it, the nearest pairs first. */
function nearestOfEach({ labels, count, values }: Components): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let a = 0; a < labels.length; a++) {
    let nearest = -1;
    let best = Number.POSITIVE_INFINITY;
    for (let b = a + 1; b < labels.length; b++) {
      if (labels[a] === labels[b]) continue;
      const distance = squaredDistance(values, a * count, b * count, count, best);
      if (distance < best) [nearest, best] = [b, distance];
    }
    if (nearest >= 0) found.push([a, nearest, best]);
  }
  return found.sort((a, b) => a[2] - b[2] || a[0] - b[0]);
}

/** Gives up as soon as it is more than `limit`. */
function squaredDistance(values: Float32Array, a: number, b: number, count: number, limit: number): number {
  let sum = 0;
  for (let i = 0; i < count && sum < limit; i++) {
    const difference = (values[a + i] as number) - (values[b + i] as number);
    sum += difference * difference;
  }
  return sum;
}

function describePair({ indices, labels }: Components, { images }: Samples, a: number, b: number): Pair {
  const pair: [number, number] = [indices[a] as number, indices[b] as number];
  const [first, second] = [imageAt(images, pair[0]), imageAt(images, pair[1])];
  const squares = first.reduce((sum, value, i) => sum + (value - (second[i] as number)) ** 2, 0);
  return {
    images: pair,
    labels: [labels[a] as number, labels[b] as number],
    distance: rounded(Math.sqrt(squares / IMAGE_SIZE)),
  };
}

function varied(pairs: readonly Pair[]): Pair[] {
  const seen = new Set<number>();
  const ofDigits = new Map<string, number>();
  const shown = pairs.filter(({ images, labels }) => {
    const digits = labels.toSorted().join();
    const count = ofDigits.get(digits) ?? 0;
    if (count >= OF_TWO_DIGITS || images.some((image) => seen.has(image))) return false;
    for (const image of images) seen.add(image);
    ofDigits.set(digits, count + 1);
    return true;
  });
  return shown.slice(0, SHOWN);
}
