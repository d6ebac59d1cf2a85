import type { Matrix } from "@siffra/shared";
import type { TransformedSamples } from "../pipeline/index.ts";

/** A copy in shared memory, so that worker threads read the same bytes. */
export function toShared(bytes: Uint8Array): Uint8Array {
  const shared = allocateShared(bytes.length);
  shared.set(bytes);
  return shared;
}

/** Room for so many bytes in memory that workers share. */
export const allocateShared = (bytes: number): Uint8Array => new Uint8Array(allocate(bytes));

/** Shared memory; where a page is not isolated there is none, and every worker gets a copy with its message. */
function allocate(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}

/** A matrix and its labels in shared memory: the only copy, however many workers read it. */
export function shareSamples(x: Matrix, labels: Uint8Array): TransformedSamples {
  const { rows, cols } = x;
  const values = new Float32Array(allocate(rows * cols * Float32Array.BYTES_PER_ELEMENT));
  x.copyTo(values);
  return { rows, cols, values, labels: toShared(labels) };
}
