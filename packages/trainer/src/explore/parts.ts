import { CLASS_COUNT, type Duplicates, IMAGE_SIZE, type PartSummary } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import { rounded } from "./statistics.ts";

/** Groups of duplicates that are listed; all of them are counted. */
const LISTED = 100;

/** Shape, values, blank images and classes of one part of a dataset. */
export function summarisePart({ images, labels }: Samples): PartSummary {
  const histogram = countValues(images);
  const present = histogram.flatMap((count, value) => (count > 0 ? [value] : []));
  const weighted = (of: (value: number) => number) =>
    histogram.reduce((sum, count, value) => sum + count * of(value), 0) / Math.max(1, images.length);
  const mean = weighted((value) => value);
  const classes = new Array<number>(CLASS_COUNT).fill(0);
  for (const label of labels) classes[label] = (classes[label] as number) + 1;
  return {
    images: labels.length,
    shape: [28, 28],
    type: "uint8",
    range: [present[0] ?? 0, present.at(-1) ?? 0],
    mean: rounded(mean),
    standardDeviation: rounded(Math.sqrt(weighted((value) => (value - mean) ** 2))),
    blank: labels.reduce((count, _, i) => count + (isBlank(imageAt(images, i)) ? 1 : 0), 0),
    classes,
  };
}

/** The 784 bytes of image `i`. */
export const imageAt = (images: Uint8Array, i: number) => images.subarray(i * IMAGE_SIZE, (i + 1) * IMAGE_SIZE);

function countValues(bytes: Uint8Array): number[] {
  const counts = new Float64Array(256);
  for (let i = 0; i < bytes.length; i++) {
    const value = bytes[i] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  return Array.from(counts);
}

const isBlank = (image: Uint8Array) => image.every((value) => value === image[0]);

/** Images of one part that repeat an earlier one byte for byte. `places` names them. */
export function findDuplicates({ images, labels }: Samples, places: Uint32Array): Duplicates {
  const groups = new ByteIndex(images).groups();
  const isContradictory = (group: number[]) => group.some((i) => labels[i] !== labels[group[0] as number]);
  return {
    images: groups.reduce((sum, group) => sum + group.length - 1, 0),
    contradictory: groups.filter(isContradictory).length,
    groups: groups.slice(0, LISTED).map((group) => group.map((i) => places[i] as number)),
  };
}

/** Images of `second` that are in `first` as well: pairs of positions in second and first. */
export function findAcross(first: Uint8Array, second: Uint8Array): [number, number][] {
  const index = new ByteIndex(first);
  const pairs: [number, number][] = [];
  for (let i = 0; i < second.length / IMAGE_SIZE; i++) {
    const found = index.find(imageAt(second, i));
    if (found !== undefined) pairs.push([i, found]);
  }
  return pairs;
}

/** Finds images by all their bytes: by a hash first, then byte by byte. */
class ByteIndex {
  readonly #images: Uint8Array;
  readonly #byHash = new Map<number, number[]>();

  constructor(images: Uint8Array) {
    this.#images = images;
    for (let i = 0; i < images.length / IMAGE_SIZE; i++) {
      const hash = fnv1a(imageAt(images, i));
      const others = this.#byHash.get(hash);
      if (others) others.push(i);
      else this.#byHash.set(hash, [i]);
    }
  }

  /** The first image with these bytes. */
  find(image: Uint8Array): number | undefined {
    return this.#byHash.get(fnv1a(image))?.find((i) => isEqual(imageAt(this.#images, i), image));
  }

  /** Sets of two or more equal images, in the order of their first. */
  groups(): number[][] {
    const groups = new Map<number, number[]>();
    for (const candidates of this.#byHash.values()) {
      if (candidates.length === 1) continue;
      for (const i of candidates) {
        const first = this.find(imageAt(this.#images, i)) as number;
        groups.set(first, [...(groups.get(first) ?? []), i]);
      }
    }
    return [...groups.values()].filter((group) => group.length > 1).sort((a, b) => (a[0] as number) - (b[0] as number));
  }
}

/** FNV-1a, 32 bits. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
}

const isEqual = (a: Uint8Array, b: Uint8Array) => a.every((value, i) => value === b[i]);
