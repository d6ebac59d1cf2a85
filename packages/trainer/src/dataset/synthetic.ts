import { SiffraError, type Synth } from "@siffra/shared";
import { type Dataset, datasetSum, type Split } from "./dataset.ts";
import { nextTurn } from "./next-turn.ts";

/** How many images to draw when MNIST is not used, and from which seed. */
export interface SyntheticSize {
  seed: number;
  train: number;
  test: number;
}

/** As many as MNIST has. They are the same in every run, as MNIST is; --seed varies what is done with them. */
export const SYNTHETIC_SIZE: SyntheticSize = { seed: 1, train: 60_000, test: 10_000 };

export interface SyntheticOptions {
  synth: Synth;
  seed: number;
  /** Numbers of images. */
  train: number;
  test: number;
  /** Why MNIST is not used: part of the dataset's source, so that no reader of a report can miss it. */
  reason: string;
  onEvent: (message: string) => void;
  signal: AbortSignal | undefined;
}

/** Test images have their own range of indices: they never appear in training, and are the same whatever its size. */
const TEST_START = 1_000_000_000;
/** Small, so that a cancellation comes through at once. */
const CHUNK = 100;
const PIXELS = 28 * 28;

/** Handwriting drawn from a seed, with all its allographs. Throws `data-synthetic-size` and `cancelled`. */
export async function loadSynthetic(options: SyntheticOptions): Promise<Dataset> {
  const source = `synthetic handwriting (${options.reason})`;
  options.onEvent(source);
  const train = await drawSplit("train", 0, options.train, options);
  const test = await drawSplit("test", TEST_START, options.test, options);
  return { name: "synthetic", source, sha256: datasetSum(train, test), files: [], train, test };
}

async function drawSplit(split: string, start: number, count: number, options: SyntheticOptions): Promise<Split> {
  if (!Number.isInteger(count) || count < 1 || count > TEST_START) {
    const message = `synthetic ${split}: expected a whole number of images from 1 to ${TEST_START}, found ${count}.`;
    throw new SiffraError("data-synthetic-size", message);
  }
  const images = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  for (let done = 0; done < count; done += CHUNK) {
    const chunk = options.synth.synthDataset("varied", options.seed, start + done, Math.min(CHUNK, count - done));
    images.set(chunk.images, done * PIXELS);
    labels.set(chunk.labels, done);
    chunk.free();
    await nextTurn();
    refuseCancelled(options.signal);
    reportProgress(split, done, Math.min(done + CHUNK, count), count, options.onEvent);
  }
  return { images, labels };
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new SiffraError("cancelled", "Drawing synthetic handwriting was cancelled; nothing was written.");
}

/** One line at each tenth of the way. */
function reportProgress(
  split: string,
  before: number,
  after: number,
  count: number,
  onEvent: (message: string) => void,
): void {
  const tenths = (n: number) => Math.floor((10 * n) / count);
  if (tenths(after) > tenths(before)) onEvent(`synthetic ${split}: ${after} of ${count} images`);
}
