import { IMAGE_SIZE, type Mistakes } from "@siffra/shared";
import type { Pixels } from "../../ui/picture/PixelPicture.tsx";

/** Images by their place in the file they come from. */
export type Thumbnails = ReadonlyMap<number, Uint8Array>;

/** The images that a file of a run shows: places, and 784 bytes each in base64. */
export function decodeThumbnails({ images, pixels }: Mistakes["thumbnails"]): Thumbnails {
  const bytes = decodeBase64(pixels);
  const whole = images.slice(0, Math.floor(bytes.length / IMAGE_SIZE));
  return new Map(whole.map((image, at) => [image, bytes.subarray(at * IMAGE_SIZE, (at + 1) * IMAGE_SIZE)]));
}

/** The bytes of base64 that a schema has checked. */
export function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** One image as a picture to show. */
export function asPicture(pixels: Uint8Array): Pixels {
  const side = Math.sqrt(IMAGE_SIZE);
  return { width: side, height: side, pixels };
}
