import { CLASS_COUNT, type Core, IMAGE_SIZE, SiffraError } from "@siffra/shared";
import type { Samples } from "../../evaluation/index.ts";
import type { NetworkParams } from "./params.ts";
import { NO_DIGIT } from "./targets.ts";

/** The synthetic hands of a training set have a seed of their own: a run on synthetic data must not meet its test images. */
const EXTRA_SEED = 0x51ff4a;

/**
 * Refuses what no network can learn from, with the core's codes.
 * @throws SiffraError "estimator-shape", "estimator-label", "estimator-single-class"
 */
function checkSamples({ images, labels }: Samples): void {
  if (labels.length === 0 || images.length !== labels.length * IMAGE_SIZE) {
    const found = `${images.length} bytes for ${labels.length} labels`;
    throw new SiffraError("estimator-shape", `Expected ${IMAGE_SIZE} bytes for each of the labels, found ${found}.`);
  }
  const wrong = labels.findIndex((label) => label >= CLASS_COUNT);
  if (wrong >= 0) {
    throw new SiffraError("estimator-label", `Label ${labels[wrong]} of sample ${wrong}: expected 0 to 9.`);
  }
  const [first] = labels;
  if (labels.some((label) => label !== first)) return;
  const expected = "Expected samples of at least two classes";
  throw new SiffraError("estimator-single-class", `${expected}, found only class ${first}.`);
}

/** The samples to learn from: those given, then the extra ones, which depend on `seed` only. */
export function withExtra(core: Core, samples: Samples, extra: NetworkParams["extra"], seed: number): Samples {
  checkSamples(samples);
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
