import type { Core } from "@siffra/shared";
import { loadSynth } from "@siffra/shared/node";
import { loadDataset } from "../../data/index.ts";
import { type Dataset, loadSynthetic, type SyntheticSize } from "../../dataset/index.ts";
import { MNIST_CACHE_DIR, mnistDir } from "./paths.ts";

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
  if (synthetic) {
    return loadSynthetic({ ...size, synth: loadSynth(), reason: "asked for with --synthetic", onEvent, signal });
  }
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
