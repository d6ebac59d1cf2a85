import { IMAGE_SIZE, type Mistakes } from "@siffra/shared";

/** A misread test image. */
export interface MisreadImage {
  pixels: Uint8Array;
  /** Probability of the wrong answer. */
  confidence: number;
}

/** Misread test images by their place in the test file. */
export function decodeThumbnails({ images, pixels }: Mistakes["thumbnails"]): ReadonlyMap<number, Uint8Array> {
  const bytes = Uint8Array.from(atob(pixels), (character) => character.charCodeAt(0));
  const whole = images.slice(0, Math.floor(bytes.length / IMAGE_SIZE));
  return new Map(whole.map((image, at) => [image, bytes.subarray(at * IMAGE_SIZE, (at + 1) * IMAGE_SIZE)]));
}

/** The images of one field of a model's confusion matrix, the surest mistakes first, and how many there were in all. */
export function misreadImages(
  { models }: Mistakes,
  thumbnails: ReadonlyMap<number, Uint8Array>,
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
