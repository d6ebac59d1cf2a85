import type { Mistakes } from "@siffra/shared";
import type { Thumbnails } from "../../run/thumbnails.ts";

/** A misread test image. */
export interface MisreadImage {
  pixels: Uint8Array;
  /** Probability of the wrong answer. */
  confidence: number;
}

/** The images of one field of a model's confusion matrix, the surest mistakes first, and how many there were in all. */
export function misreadImages(
  { models }: Mistakes,
  thumbnails: Thumbnails,
  model: string,
  truth: number,
  answer: number,
): { images: MisreadImage[]; count: number } {
  const cells = models.find((each) => each.model === model)?.cells ?? [];
  const cell = cells.find((each) => each.truth === truth && each.answer === answer);
  const images = (cell?.images ?? []).flatMap(({ image, confidence }) => {
    const pixels = thumbnails.get(image);
    return pixels ? [{ pixels, confidence }] : [];
  });
  return { images, count: cell?.count ?? 0 };
}
