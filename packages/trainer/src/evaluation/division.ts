import type { Profile } from "@siffra/shared";
import { at, splitTraining, stratifiedSplit, type TrainingSplit } from "./split.ts";

/** Labels of a dataset's two files. */
export interface FileLabels {
  train: Uint8Array;
  test: Uint8Array;
}

/** What the images of a dataset are for. `train` and `test` number them in file order, the test file's after the other's. */
export interface Division {
  /** Images to fit and to validate with. */
  train: Uint32Array;
  test: Uint32Array;
  /** Positions within `train`. */
  split: TrainingSplit;
}

/**
 * Divides a dataset as a profile says: by its own files or pooled, samples of both parts where it asks for fewer, then
 * the training part into fit and validation. Every step is stratified and seeded.
 */
export function divide(
  files: FileLabels,
  profile: Pick<Profile, "dataset" | "validationShare">,
  seed: number,
): Division {
  const labels = new Uint8Array([...files.train, ...files.test]);
  const parts = profile.dataset.split === "pooled" ? pooledParts(labels, profile, seed) : fileParts(files);
  const train = sample(labels, parts.train, profile.dataset.train, seed);
  const test = sample(labels, parts.test, profile.dataset.test, seed);
  return { train, test, split: splitTraining(at(labels, train), profile.validationShare, seed) };
}

type Parts = Pick<Division, "train" | "test">;

function fileParts({ train, test }: FileLabels): Parts {
  return { train: Uint32Array.from(train.keys()), test: Uint32Array.from(test.keys(), (i) => train.length + i) };
}

function pooledParts(labels: Uint8Array, { dataset }: Pick<Profile, "dataset">, seed: number): Parts {
  const count = Math.round(labels.length * (dataset.testShare ?? 0));
  const { kept, heldOut } = stratifiedSplit(labels, count, seed);
  return { train: kept, test: heldOut };
}

function sample(labels: Uint8Array, indices: Uint32Array, count: number | null, seed: number): Uint32Array {
  if (count === null || count >= indices.length) return indices;
  return at(indices, stratifiedSplit(at(labels, indices), count, seed).heldOut);
}

/** All validation images, in order. */
export function validationOf({ split }: Division): Uint32Array {
  return Uint32Array.from([...split.temperature, ...split.conformal]).sort();
}

/** Validation images that every model reads perturbed, too. */
const MOST_PERTURBED = 1000;

/** Validation images to perturb: evenly spread, and not more than a quarter of them. */
export function imagesToPerturb(division: Division): Uint32Array {
  const all = validationOf(division);
  const taken = Math.min(MOST_PERTURBED, Math.ceil(all.length / 4));
  return Uint32Array.from({ length: taken }, (_, i) => all[Math.floor((i * all.length) / taken)] as number);
}
