import { type Decoder, type Page, type Preprocessor, withFree } from "./core.ts";

/**
 * Finds the digits of a picture file: PNG, JPEG, WebP, GIF or BMP. The page is the caller's to free.
 * @throws Error with the code "image-..." when the file cannot be read
 */
export function preprocessPicture(preprocessor: Preprocessor, decoder: Decoder, file: Uint8Array): Page {
  return withFree(decoder.decodePicture(file), ({ pixels, width, height }) =>
    preprocessor.preprocessRgba(pixels, width, height),
  );
}
