import { type Core, IMAGE_SIZE, type Profile } from "@siffra/shared";
import type { Dataset } from "../dataset/index.ts";
import { type Division, divide, gatherAcross, type Samples, TestSet } from "../evaluation/index.ts";
import { allocateShared, inTurns, toShared } from "../workers/index.ts";

// Images normalised between two looks at the cancellation.
const BLOCK = 2000;

/** Normalised images in shared memory, and which of them do what. */
export interface PreparedData {
  train: Samples;
  test: TestSet;
  division: Division;
}

/** Takes the profile's samples of the dataset, runs them through stages 7-8 and divides them. */
export async function prepareData(
  core: Core,
  dataset: Dataset,
  profile: Profile,
  seed: number,
  signal: AbortSignal,
): Promise<PreparedData> {
  const division = divide({ train: dataset.train.labels, test: dataset.test.labels }, profile, seed);
  const take = (indices: Uint32Array) => normalise(core, gatherAcross([dataset.train, dataset.test], indices), signal);
  return { train: await take(division.train), test: new TestSet(await take(division.test)), division };
}

/** The images through stages 7-8, in shared memory. @throws SiffraError "cancelled" */
export async function normalise(core: Core, { images, labels }: Samples, signal: AbortSignal): Promise<Samples> {
  const normalised = allocateShared(images.length);
  await inTurns(labels.length, BLOCK, signal, (start, end) => {
    const block = images.subarray(start * IMAGE_SIZE, end * IMAGE_SIZE);
    normalised.set(core.normaliseMnist(block), start * IMAGE_SIZE);
  });
  return { images: normalised, labels: toShared(labels) };
}
