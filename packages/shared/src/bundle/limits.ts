import { SiffraError } from "../errors.ts";

/** No manifest is near 64 kB, no model near 512 MB: what is larger is not a bundle and is not parsed. */
export const MAX_MANIFEST_BYTES = 64 * 1024;
export const MAX_TENSORS_BYTES = 512 * 1024 * 1024;

/** @throws SiffraError "bundle-size" */
export function checkSize(file: string, bytes: number, max: number): void {
  if (bytes > 0 && bytes <= max) return;
  throw new SiffraError(
    "bundle-size",
    `${file} of the bundle: expected 1 to ${max} bytes, found ${bytes}. Use a bundle made by \`siffra train\`.`,
  );
}
