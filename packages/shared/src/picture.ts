import type { Page } from "@siffra/core";
import { type Decoder, type ReaderCore, withFree } from "./core.ts";

/**
 * Finds the digits of a picture file: PNG, JPEG, WebP, GIF or BMP. The page is the caller's to free.
 * @throws Error with the code "image-..." when the file cannot be read
 */
export function preprocessPicture(core: Pick<ReaderCore, "preprocessRgba">, decoder: Decoder, file: Uint8Array): Page {
  return withFree(decoder.decodePicture(file), ({ pixels, width, height }) =>
    core.preprocessRgba(pixels, width, height),
  );
}
