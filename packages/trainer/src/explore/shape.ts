import { type Exploration, IMAGE_SIZE } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import { imageAt } from "./parts.ts";
import { distributionOf } from "./statistics.ts";
import { strokeWidth } from "./stroke.ts";

const SIDE = 28;
const MIDDLE = (SIDE - 1) / 2;

/** How much ink there is, where it lies and how thick it is. */
export function describeShapes({
  images,
  labels,
}: Samples): Pick<Exploration, "ink" | "centreX" | "centreY" | "strokeWidth"> {
  const n = labels.length;
  const [ink, x, y, width] = [0, 1, 2, 3].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < n; i++) {
    const image = imageAt(images, i);
    const mass = centreOfMass(image);
    [ink[i], x[i], y[i]] = [mass.total / (255 * IMAGE_SIZE), mass.x, mass.y];
    width[i] = strokeWidth(image);
  }
  return {
    ink: distributionOf(ink, labels, 0, 0.4),
    centreX: distributionOf(x, labels, -2, 2),
    centreY: distributionOf(y, labels, -2, 2),
    strokeWidth: distributionOf(width, labels, 0, 8),
  };
}

/** Sum of the pixels, and their centre from the middle of the image, to the right and down. 0, 0 without ink. */
function centreOfMass(image: Uint8Array): { total: number; x: number; y: number } {
  let [total, x, y] = [0, 0, 0];
  for (let i = 0; i < IMAGE_SIZE; i++) {
    const value = image[i] as number;
    total += value;
    x += value * ((i % SIDE) - MIDDLE);
    y += value * (Math.floor(i / SIDE) - MIDDLE);
  }
  return total === 0 ? { total, x: 0, y: 0 } : { total, x: x / total, y: y / total };
}
