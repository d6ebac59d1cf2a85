import { CLASS_COUNT, IMAGE_SIZE } from "@siffra/shared";
import * as v from "valibot";
import { isDigit, isPixels } from "./digit.ts";

export const Digit = v.custom<number>(isDigit, `expected a digit, 0 to ${CLASS_COUNT - 1}`);

export const Pixels = v.custom<Uint8Array>(isPixels, `expected ${IMAGE_SIZE} bytes`);
