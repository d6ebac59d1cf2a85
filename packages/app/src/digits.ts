import { CLASS_COUNT } from "@siffra/shared";

/** 0 to 9. */
export const DIGITS: readonly number[] = Array.from({ length: CLASS_COUNT }, (_, digit) => digit);
