import type { Core } from "@siffra/shared";
import { type Dataset, loadDataset, loadSynthetic } from "../data/index.ts";
import { MNIST_CACHE_DIR, mnistDir } from "./paths.ts";

/** How many images to draw when MNIST is not used, and from which seed. */
export interface SyntheticSize {
  seed: number;
  train: number;
  test: number;
}

/** As many as MNIST has. They are the same in every run, as MNIST is; --seed varies what is done with them. */
export const SYNTHETIC_SIZE: SyntheticSize = { seed: 1, train: 60_000, test: 10_000 };

/** The first of the 10,000 synthetic test digits: enough for an honest interval, drawn in seconds. */
export const SYNTHETIC_TEST: SyntheticSize = { seed: 1, train: 1, test: 2000 };

export interface DatasetOptions {
  core: Core;
  /** --synthetic: draw digits even where MNIST can be had. */
  synthetic: boolean;
  size: SyntheticSize;
  onEvent: (message: string) => void;
  signal?: AbortSignal | undefined;
}

/** MNIST from MNIST_DIR, the cache or a mirror; synthetic digits when asked for or when there is no other way. */
export function openDataset({ core, synthetic, size, onEvent, signal }: DatasetOptions): Promise<Dataset> {
  if (synthetic) return loadSynthetic({ ...size, core, reason: "asked for with --synthetic", onEvent, signal });
  return loadDataset({
    dir: mnistDir(),
    cacheDir: MNIST_CACHE_DIR,
    allowSynthetic: true,
    synthetic: size,
    onEvent,
    core,
    signal,
  });
}
