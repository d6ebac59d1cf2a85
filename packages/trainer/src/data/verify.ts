import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { SiffraError } from "@siffra/shared";
import {
  type FileRecord,
  isGzip,
  maxStoredBytes,
  refuseDifference,
  type SourceFile,
  type VerifiedFile,
  WrongFile,
  wrongSize,
} from "../dataset/index.ts";

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

function digest(algorithm: "md5" | "sha256", bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}
