import { SiffraError } from "@siffra/shared";
import type { FileRecord } from "./dataset.ts";
import type { SourceFile } from "./sources.ts";

/** A file that is not what sources.json says. `difference` is "expected ..., found ...", without the path and the next step. */
export class WrongFile extends SiffraError {
  readonly difference: string;
  constructor(code: string, path: string, difference: string, options?: { cause: unknown }) {
    super(
      code,
      `${path}: ${difference}. Replace it with the original file (datasets/README.md says where to get it).`,
      options,
    );
    this.difference = difference;
  }
}

/** A gzip of incompressible bytes is larger than they are, but never by this much. */
const GZIP_OVERHEAD = 64 * 1024;

export const maxStoredBytes = (source: SourceFile): number => source.bytes + GZIP_OVERHEAD;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** @throws WrongFile "data-truncated", "data-wrong-size" or "data-wrong-sum" */
export function refuseDifference({ path, bytes, sha256 }: Pick<FileRecord, "path" | "bytes" | "sha256">): void {
  if (bytes.found < bytes.expected) {
    const difference = `expected ${bytes.expected} bytes uncompressed, found only ${bytes.found}`;
    throw new WrongFile("data-truncated", path, difference);
  }
  if (bytes.found > bytes.expected) throw wrongSize(bytes.expected, path, String(bytes.found));
  if (sha256.found !== sha256.expected) {
    throw new WrongFile("data-wrong-sum", path, `expected SHA-256 ${sha256.expected}, found ${sha256.found}`);
  }
}

export function wrongSize(expected: number, path: string, found: string): WrongFile {
  return new WrongFile("data-wrong-size", path, `expected ${expected} bytes uncompressed, found ${found}`);
}
