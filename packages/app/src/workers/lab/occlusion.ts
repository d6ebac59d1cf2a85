import { CLASS_COUNT, IMAGE_SIZE } from "@siffra/shared";
import type { Occlusion } from "./labProtocol.ts";

const WIDTH = 28;

/** Pixels along a patch, and between two patches. */
const PATCH = 5;
const STRIDE = 2;

const SIDE = Math.floor((WIDTH - PATCH) / STRIDE) + 1;

/** The image with the patch at `row`, `column` without ink. */
function cover(image: Uint8Array, row: number, column: number): Uint8Array {
  const covered = image.slice();
  for (let y = row; y < row + PATCH; y++) covered.fill(0, y * WIDTH + column, y * WIDTH + column + PATCH);
  return covered;
}

/**
 * Occlusion sensitivity (Zeiler and Fergus 2014): how far the probability of `label` falls when a patch is covered.
 * @param image 784 bytes
 * @param predict gives n * 10 probabilities for n * 784 bytes
 */
export function measureOcclusion(
  image: Uint8Array,
  label: number,
  predict: (images: Uint8Array) => Float32Array,
): Occlusion {
  const images = new Uint8Array((SIDE * SIDE + 1) * IMAGE_SIZE);
  images.set(image);
  for (let place = 0; place < SIDE * SIDE; place++) {
    const [row, column] = [Math.floor(place / SIDE) * STRIDE, (place % SIDE) * STRIDE];
    images.set(cover(image, row, column), (place + 1) * IMAGE_SIZE);
  }
  const proba = predict(images);
  const share = (i: number) => proba[i * CLASS_COUNT + label] ?? 0;
  return { side: SIDE, drops: Float32Array.from({ length: SIDE * SIDE }, (_, place) => share(0) - share(place + 1)) };
}
