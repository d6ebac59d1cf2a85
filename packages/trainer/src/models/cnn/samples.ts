import { CLASS_COUNT, IMAGE_SIZE, SiffraError, type Synth, withFree } from "@siffra/shared";
import { gather, type Samples } from "../../evaluation/index.ts";
import { heldOutOf } from "./loop/early-stopping.ts";
import { learntFrom } from "./loop/schedule.ts";
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

type ExtraParams = Pick<NetworkParams, "extra" | "patience">;

/** Brings what draws synthetic handwriting, where somebody asks for it. */
export type LoadSynth = () => Promise<Synth>;

/** The samples to learn from: those given, then the extra ones, which depend on `seed` and on what is learnt from only. */
export async function withExtra(
  loadSynth: LoadSynth,
  samples: Samples,
  { extra, patience }: ExtraParams,
  seed: number,
): Promise<Samples> {
  checkSamples(samples);
  if (extra.length === 0) return samples;
  const synth = await loadSynth();
  const made = extra.map(({ kind, count }) => {
    const extraSeed = (EXTRA_SEED ^ seed) >>> 0;
    if (kind !== "wild") return make(synth, kind, extraSeed, count);
    return wildOf(synth, withoutHeldOut(samples, patience, seed), extraSeed, count);
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

function make(synth: Synth, kind: "synthetic" | "non_digits", seed: number, count: number): Samples {
  if (kind === "non_digits") {
    return { images: synth.synthNonDigits(undefined, seed, 0, count), labels: new Uint8Array(count).fill(NO_DIGIT) };
  }
  return withFree(synth.synthDataset("varied", seed, 0, count), copied);
}

/** The samples without those that early stopping judges by: an image drawn anew is still that image. */
function withoutHeldOut(samples: Samples, patience: number, seed: number): Samples {
  const heldOut = heldOutOf(samples.labels, patience, seed);
  return heldOut.length === 0 ? samples : gather(samples, learntFrom(samples.labels.length, heldOut));
}

function wildOf(synth: Synth, { images, labels }: Samples, seed: number, count: number): Samples {
  return withFree(synth.synthWild(images, labels, seed, count), copied);
}

/** The getters copy out of the core's memory. */
function copied({ images, labels }: Samples): Samples {
  return { images, labels };
}
