import { CLASS_COUNT, IMAGE_SIZE } from "@siffra/shared";
import * as v from "valibot";

/** 0 to 9. */
export const Digit = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(CLASS_COUNT - 1));

/** The 28 x 28 bytes that a model sees. */
export const Pixels = v.custom<Uint8Array>(
  (input) => input instanceof Uint8Array && input.length === IMAGE_SIZE,
  `expected ${IMAGE_SIZE} bytes`,
);
