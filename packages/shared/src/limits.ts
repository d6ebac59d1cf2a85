/** No larger picture file is decoded; whoever reads one looks first. */
export const MAX_PICTURE_BYTES = 20 * 1024 * 1024;
