/** The core decodes no larger picture file; whoever reads one looks first. */
export const MAX_PICTURE_BYTES = 20 * 1024 * 1024;
