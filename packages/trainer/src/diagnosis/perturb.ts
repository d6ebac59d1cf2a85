import { createRng, IMAGE_SIZE, type Perturbation, type Rng } from "@siffra/shared";

const SIDE = 28;
const MIDDLE = (SIDE - 1) / 2;

/** Sines and cosines written out, so that no engine's rounding decides a pixel. */
const ROTATIONS: Record<number, { sin: number; cos: number }> = {
  10: { sin: 0.17364817766693033, cos: 0.984807753012208 },
  20: { sin: 0.3420201433256687, cos: 0.9396926207859084 },
  30: { sin: 0.5, cos: 0.8660254037844387 },
};

/** What is tried, mildest first: pixels, degrees, grey levels, passes of a 3 x 3 mean, pixels (negative: thinner). */
export const STRENGTHS: Record<Perturbation, readonly number[]> = {
  shift: [1, 2, 3],
  rotation: [10, 20, 30],
  noise: [30, 60, 90],
  blur: [1, 2, 3],
  thickness: [-1, 1, 2],
};

/** A grey image read at column x and row y; paper outside. */
type Pixel = (x: number, y: number) => number;

/**
 * Copies of images, n * 784, each perturbed. Directions and noise are drawn from `seed`: the same images, kind, strength
 * and seed give the same bytes.
 */
export function perturb(images: Uint8Array, kind: Perturbation, strength: number, seed: number): Uint8Array {
  const rng = createRng(seed);
  const perturbed = new Uint8Array(images.length);
  for (let start = 0; start < images.length; start += IMAGE_SIZE) {
    const image = images.subarray(start, start + IMAGE_SIZE);
    perturbed.set(WAYS[kind](image, strength, rng), start);
  }
  return perturbed;
}

const WAYS: Record<Perturbation, (image: Uint8Array, strength: number, rng: Rng) => Uint8Array> = {
  shift: (image, pixels, rng) => {
    const [dx, dy] = [signOf(rng) * pixels, signOf(rng) * pixels];
    return draw(image, (at) => (x, y) => at(x - dx, y - dy));
  },
  rotation: (image, degrees, rng) => rotate(image, degrees, signOf(rng)),
  noise: (image, deviation, rng) => image.map((value) => toByte(value + deviation * normal(rng))),
  blur: (image, passes) => repeat(passes, image, (before) => draw(before, meanOfNine)),
  thickness: (image, pixels) =>
    repeat(Math.abs(pixels), image, (before) => draw(before, extremeOfFive(pixels > 0 ? Math.max : Math.min))),
};

const signOf = (rng: Rng) => (rng.below(2) === 0 ? -1 : 1);

/** Roughly normal, mean 0 and deviation 1, without a logarithm: twelve uniform numbers (Irwin-Hall). */
function normal(rng: Rng): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += rng.below(65_536) / 65_535;
  return sum;
}

const toByte = (value: number) => Math.min(255, Math.max(0, Math.round(value)));

function repeat(times: number, image: Uint8Array, once: (image: Uint8Array) => Uint8Array): Uint8Array {
  return Array.from({ length: times }).reduce<Uint8Array>(once, image);
}

/** A new image out of what `see` makes of the old one. */
function draw(image: Uint8Array, see: (at: Pixel) => Pixel): Uint8Array {
  const at: Pixel = (x, y) => (x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : (image[y * SIDE + x] as number));
  const seen = see(at);
  return Uint8Array.from({ length: IMAGE_SIZE }, (_, i) => toByte(seen(i % SIDE, Math.floor(i / SIDE))));
}

function meanOfNine(at: Pixel): Pixel {
  return (x, y) => {
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) sum += at(x + dx, y + dy);
    return sum / 9;
  };
}

/** Grey dilation (max) or erosion (min) by a cross. */
const extremeOfFive =
  (extreme: typeof Math.max) =>
  (at: Pixel): Pixel =>
  (x, y) =>
    extreme(at(x, y), at(x - 1, y), at(x + 1, y), at(x, y - 1), at(x, y + 1));

/** Turned about the middle, bilinear. */
function rotate(image: Uint8Array, degrees: number, sign: number): Uint8Array {
  const { sin, cos } = ROTATIONS[degrees] ?? { sin: 0, cos: 1 };
  return draw(image, (at) => (x, y) => {
    const [u, v] = [x - MIDDLE, y - MIDDLE];
    return bilinear(at, MIDDLE + cos * u + sign * sin * v, MIDDLE - sign * sin * u + cos * v);
  });
}

function bilinear(at: Pixel, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, low] = [x - left, y - top];
  const above = (1 - right) * at(left, top) + right * at(left + 1, top);
  const below = (1 - right) * at(left, top + 1) + right * at(left + 1, top + 1);
  return (1 - low) * above + low * below;
}
