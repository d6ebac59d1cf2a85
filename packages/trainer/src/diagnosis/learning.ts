import { stratifiedSplit } from "../evaluation/index.ts";

/** Training sizes that are tried before all; a fit on more than this is not quick. */
const SIZES = [300, 1000, 3000, 10_000];

/**
 * Nested stratified samples of the images meant for fitting, the smallest first, none of them all.
 * @param labels of those images
 * @returns positions within them
 */
export function learningSamples(labels: Uint8Array, seed: number): Uint32Array[] {
  return SIZES.filter((size) => size <= labels.length / 2).map((size) => stratifiedSplit(labels, size, seed).heldOut);
}
