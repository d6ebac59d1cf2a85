import { IMAGE_SIZE, type Mistakes } from "@siffra/shared";

/** A misread test image. */
export interface MisreadImage {
  pixels: Uint8Array;
  /** Probability of the wrong answer. */
  confidence: number;
}

/** The images of one field of a model's confusion matrix, the surest mistakes first, and how many there were in all. */
export function misreadImages(
  { models, thumbnails }: Mistakes,
  model: string,
  truth: number,
  answer: number,
): { images: MisreadImage[]; count: number } {
  const cells = models.find((each) => each.model === model)?.cells ?? [];
  const cell = cells.find((each) => each.truth === truth && each.answer === answer);
  const bytes = Uint8Array.from(atob(thumbnails.pixels), (character) => character.charCodeAt(0));
  const images = (cell?.images ?? []).flatMap(({ image, confidence }) => {
    const at = thumbnails.images.indexOf(image);
    const pixels = bytes.subarray(at * IMAGE_SIZE, (at + 1) * IMAGE_SIZE);
    return at >= 0 && pixels.length === IMAGE_SIZE ? [{ pixels, confidence }] : [];
  });
  return { images, count: cell?.count ?? 0 };
}
