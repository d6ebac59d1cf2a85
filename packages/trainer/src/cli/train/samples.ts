import { setImmediate as nextTurn } from "node:timers/promises";
import { type Core, IMAGE_SIZE, type Profile, SiffraError } from "@siffra/shared";
import type { Dataset } from "../../data/index.ts";
import { gather, type Samples, splitTraining, stratifiedSplit, type TrainingSplit } from "../../evaluation/index.ts";
import { toShared } from "../../workers/index.ts";

// Images normalised between two looks at the cancellation.
const BLOCK = 2000;

/** Normalised images in shared memory, and which of the training images do what. */
export interface PreparedData {
  train: Samples;
  test: Samples;
  split: TrainingSplit;
}

/** Takes the profile's samples of the dataset, runs them through stages 7-8 and splits the training part. */
export async function prepareData(
  core: Core,
  dataset: Dataset,
  profile: Profile,
  seed: number,
  signal: AbortSignal,
): Promise<PreparedData> {
  const train = await normalise(core, sample(dataset.train, profile.dataset.train, seed), signal);
  const test = await normalise(core, sample(dataset.test, profile.dataset.test, seed), signal);
  return { train, test, split: splitTraining(train.labels, profile.validationShare, seed) };
}

function sample(samples: Samples, count: number | null, seed: number): Samples {
  if (count === null || count >= samples.labels.length) return samples;
  return gather(samples, stratifiedSplit(samples.labels, count, seed).heldOut);
}

async function normalise(core: Core, { images, labels }: Samples, signal: AbortSignal): Promise<Samples> {
  const normalised = new Uint8Array(new SharedArrayBuffer(images.length));
  for (let start = 0; start < images.length; start += BLOCK * IMAGE_SIZE) {
    normalised.set(core.normaliseMnist(images.subarray(start, start + BLOCK * IMAGE_SIZE)), start);
    await nextTurn(); // lets a cancellation come through
    if (signal.aborted) throw new SiffraError("cancelled", "Cancelled: nothing was kept.");
  }
  return { images: normalised, labels: toShared(labels) };
}
