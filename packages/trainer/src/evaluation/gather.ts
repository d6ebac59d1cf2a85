import { IMAGE_SIZE } from "@siffra/shared";

/** Images with their labels. */
export interface Samples {
  /** n * 784. */
  images: Uint8Array;
  /** n digits. */
  labels: Uint8Array;
}

/** Copies of the samples named by `indices`, in that order. */
export function gather({ images, labels }: Samples, indices: Uint32Array): Samples {
  const gathered = { images: new Uint8Array(indices.length * IMAGE_SIZE), labels: new Uint8Array(indices.length) };
  for (const [i, index] of indices.entries()) {
    gathered.images.set(images.subarray(index * IMAGE_SIZE, (index + 1) * IMAGE_SIZE), i * IMAGE_SIZE);
    gathered.labels[i] = labels[index] as number;
  }
  return gathered;
}
