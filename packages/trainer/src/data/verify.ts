import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { SiffraError } from "@siffra/shared";
import type { SourceFile } from "./sources.ts";

/** What sources.json asks for and what the file has. They are equal in every file that was let through. */
interface Check<T> {
  expected: T;
  found: T;
}

export interface FileRecord {
  name: string;
  path: string;
  /** Size and sums of the uncompressed bytes. */
  bytes: Check<number>;
  md5: Check<string>;
  sha256: Check<string>;
}

export interface VerifiedFile {
  source: SourceFile;
  /** Uncompressed. */
  bytes: Uint8Array;
  record: FileRecord;
}

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

/**
 * Reads one file, gzipped or not, and checks size and SHA-256 of its uncompressed bytes.
 * Throws `WrongFile` (`data-wrong-size`, `data-truncated`, `data-broken-gzip`, `data-wrong-sum`) or `data-unreadable`.
 */
export async function readVerified(source: SourceFile, path: string): Promise<VerifiedFile> {
  const bytes = await inflate(source, await readStored(source, path), path);
  const record: FileRecord = {
    name: source.name,
    path,
    bytes: { expected: source.bytes, found: bytes.length },
    md5: { expected: source.md5, found: digest("md5", bytes) },
    sha256: { expected: source.sha256, found: digest("sha256", bytes) },
  };
  refuseDifference(record);
  return { source, bytes, record };
}

async function readStored(source: SourceFile, path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxStoredBytes(source)) throw wrongSize(source.bytes, path, `a file of ${size}`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof SiffraError) throw cause;
    const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const message = `${path}: expected a file that can be read, found ${found}. Check that it is a file and its permissions.`;
    throw new SiffraError("data-unreadable", message, { cause });
  }
}

const gunzipAsync = promisify(gunzip);

async function inflate(source: SourceFile, stored: Uint8Array, path: string): Promise<Uint8Array> {
  if (!isGzip(stored)) return stored;
  try {
    return await gunzipAsync(stored, { maxOutputLength: source.bytes });
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    const expected = `expected the gzip of ${source.bytes} bytes`;
    if (cause.code === "ERR_BUFFER_TOO_LARGE") throw wrongSize(source.bytes, path, "more");
    if (cause.code === "Z_BUF_ERROR") {
      throw new WrongFile("data-truncated", path, `${expected}, found one that ends too early`, { cause });
    }
    throw new WrongFile("data-broken-gzip", path, `${expected}, found a damaged one (${cause.message})`, { cause });
  }
}

function refuseDifference({ path, bytes, sha256 }: FileRecord): void {
  if (bytes.found < bytes.expected) {
    const difference = `expected ${bytes.expected} bytes uncompressed, found only ${bytes.found}`;
    throw new WrongFile("data-truncated", path, difference);
  }
  if (bytes.found > bytes.expected) throw wrongSize(bytes.expected, path, String(bytes.found));
  if (sha256.found !== sha256.expected) {
    throw new WrongFile("data-wrong-sum", path, `expected SHA-256 ${sha256.expected}, found ${sha256.found}`);
  }
}

function wrongSize(expected: number, path: string, found: string): WrongFile {
  return new WrongFile("data-wrong-size", path, `expected ${expected} bytes uncompressed, found ${found}`);
}

function digest(algorithm: "md5" | "sha256", bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}
