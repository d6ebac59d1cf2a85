import { CLASS_COUNT, type Core, IMAGE_SIZE } from "@siffra/shared";
import type { Samples } from "../../evaluation/index.ts";
import type { NetworkParams } from "./params.ts";

/** The label of what is no digit: its target is the same probability for every class. */
export const NO_DIGIT = CLASS_COUNT;

/** The synthetic hands of a training set have a seed of their own: a run on synthetic data must not meet its test images. */
const EXTRA_SEED = 0x51ff4a;

/** The samples to learn from: those given, then the extra ones, which depend on `seed` only. */
export function withExtra(core: Core, samples: Samples, extra: NetworkParams["extra"], seed: number): Samples {
  const made = extra.map(({ kind, count }) => make(core, kind, (EXTRA_SEED ^ seed) >>> 0, count));
  const all = [samples, ...made];
  const count = all.reduce((sum, { labels }) => sum + labels.length, 0);
  const joined = { images: new Uint8Array(count * IMAGE_SIZE), labels: new Uint8Array(count) };
  let at = 0;
  for (const { images, labels } of all) {
    joined.images.set(images, at * IMAGE_SIZE);
    joined.labels.set(labels, at);
    at += labels.length;
  }
  return joined;
}

function make(core: Core, kind: NetworkParams["extra"][number]["kind"], seed: number, count: number): Samples {
  if (kind === "non_digits") {
    return { images: core.synthNonDigits(seed, 0, count), labels: new Uint8Array(count).fill(NO_DIGIT) };
  }
  const dataset = core.synthDataset("varied", seed, 0, count);
  const { images, labels } = dataset;
  dataset.free();
  return { images, labels };
}
