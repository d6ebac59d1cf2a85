import { CLASS_COUNT, IMAGE_SIZE } from "@siffra/shared";

// Without the schemas' library, which is not on the first page; digitSchema.ts has these for it.

/** 0 to 9. */
export const isDigit = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < CLASS_COUNT;

/** The 28 x 28 bytes that a model sees. */
export const isPixels = (value: unknown): value is Uint8Array =>
  value instanceof Uint8Array && value.length === IMAGE_SIZE;
