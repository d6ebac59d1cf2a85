import { type Core, IMAGE_SIZE } from "@siffra/shared";
import type { Samples } from "../../evaluation/index.ts";
import type { NetworkParams } from "./params.ts";

/** The synthetic hands of a training set have a seed of their own: a run on synthetic data must not meet its test images. */
const EXTRA_SEED = 0x51ff4a;

/** The samples to learn from: those given, then the extra ones, which depend on `seed` only. */
export function withExtra(core: Core, samples: Samples, extra: NetworkParams["extra"], seed: number): Samples {
  const made = extra.map(({ count }) => {
    const dataset = core.synthDataset("varied", (EXTRA_SEED ^ seed) >>> 0, 0, count);
    const { images, labels } = dataset;
    dataset.free();
    return { images, labels };
  });
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
