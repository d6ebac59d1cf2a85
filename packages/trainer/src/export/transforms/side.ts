/** Pixels of a side of an image. */
export const SIDE = 28;
