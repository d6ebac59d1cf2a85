import { IMAGE_SIZE, SiffraError } from "@siffra/shared";

/** Images with their labels. */
export interface Samples {
  /** n * 784. */
  images: Uint8Array;
  /** n digits. */
  labels: Uint8Array;
}

/** Copies of the samples named by `indices`, in that order. */
export function gather(samples: Samples, indices: Uint32Array): Samples {
  return gatherAcross([samples], indices);
}

/** Copies of the samples named by `indices`, which number those of one set after those of the set before. */
export function gatherAcross(sets: readonly Samples[], indices: Uint32Array): Samples {
  const gathered = { images: new Uint8Array(indices.length * IMAGE_SIZE), labels: new Uint8Array(indices.length) };
  for (const [i, index] of indices.entries()) {
    const [{ images, labels }, place] = locate(sets, index);
    gathered.images.set(images.subarray(place * IMAGE_SIZE, (place + 1) * IMAGE_SIZE), i * IMAGE_SIZE);
    gathered.labels[i] = labels[place] as number;
  }
  return gathered;
}

function locate(sets: readonly Samples[], index: number): [Samples, number] {
  let place = index;
  for (const samples of sets) {
    if (place < samples.labels.length) return [samples, place];
    place -= samples.labels.length;
  }
  throw new SiffraError("gather-index", `Expected the number of a sample, found ${index}, which is beyond the last.`);
}
