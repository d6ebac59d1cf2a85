import { IMAGE_SIZE } from "@siffra/shared";

const SIDE = 28;
// A frame of paper around the image, so that every pixel has neighbours.
const STRIDE = SIDE + 2;
/** At least half of full ink. */
const INK = 128;
// Chamfer distances 3-4 (Borgefors 1986): a step is 3, a diagonal step 4.
const STEP = 3;
const DIAGONAL = 4;
const FAR = 1e4;

const distance = new Int32Array(STRIDE * STRIDE);

/**
 * The width of the pen in pixels: four times the mean distance of ink to paper, as across a bar of width w that mean is
 * w / 4. Distances are chamfer 3-4, less half a pixel as paper begins between two pixels. 0 without ink.
 * @param image 784 bytes
 */
export function strokeWidth(image: Uint8Array): number {
  const ink = markInk(image);
  if (ink === 0) return 0;
  sweep(STRIDE + 1, 1);
  sweep(STRIDE * STRIDE - STRIDE - 2, -1);
  let total = 0;
  for (const value of distance) total += value > 0 ? value / STEP - 0.5 : 0;
  return (4 * total) / ink;
}

function markInk(image: Uint8Array): number {
  let ink = 0;
  distance.fill(0);
  for (let i = 0; i < IMAGE_SIZE; i++) {
    if ((image[i] as number) < INK) continue;
    distance[(Math.floor(i / SIDE) + 1) * STRIDE + (i % SIDE) + 1] = FAR;
    ink++;
  }
  return ink;
}

/** One of the two passes: down from the upper left, or up from the lower right. */
function sweep(start: number, direction: 1 | -1): void {
  for (let n = 0, at = start; n < STRIDE * SIDE - 2; n++, at += direction) {
    if (distance[at] === 0) continue;
    const previous = at - direction * STRIDE;
    const straight = Math.min(distance[at - direction] as number, distance[previous] as number) + STEP;
    const diagonal = Math.min(distance[previous - 1] as number, distance[previous + 1] as number) + DIAGONAL;
    distance[at] = Math.min(distance[at] as number, straight, diagonal);
  }
}
