import { existsSync } from "node:fs";
import { link, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type JsonKind, parseJson, SiffraError } from "@siffra/shared";
import type * as v from "valibot";

/** The whole of a file of 1 to `maxBytes` bytes. @throws SiffraError "file-unreadable" or "file-size" */
export async function readLimited(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const info = await stat(path);
    if (!info.isFile()) throw new Error("it is not a file");
    if (info.size === 0 || info.size > maxBytes) throw sizeError(path, info.size, maxBytes);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof SiffraError) throw cause;
    throw new SiffraError("file-unreadable", `Cannot read ${path}: ${(cause as Error).message}. Check the path.`, {
      cause,
    });
  }
}

function sizeError(path: string, found: number, maxBytes: number): SiffraError {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const message = `${path}: expected a file of 1 byte to ${megabytes(maxBytes)}, found ${found} bytes (${megabytes(found)}).`;
  return new SiffraError("file-size", `${message} Give a smaller file.`);
}

/** A JSON file of at most `maxBytes` that matches `schema`. @throws SiffraError as `readLimited` and `parseJson` do */
export async function readJson<S extends v.GenericSchema>(
  path: string,
  schema: S,
  maxBytes: number,
  kind: Omit<JsonKind, "what">,
): Promise<v.InferOutput<S>> {
  const text = new TextDecoder().decode(await readLimited(path, maxBytes));
  return parseJson(schema, text, { ...kind, what: path });
}

/**
 * Makes a folder and those above it that are not there; one that is there is fine. Node's own mkdir of several never ends
 * where a file system refuses folders with ENOENT, as /proc does.
 * @throws what Node's mkdir of a single folder does
 */
export async function makeFolders(path: string): Promise<void> {
  if (existsSync(path) && (await stat(path)).isDirectory()) return;
  if (dirname(path) !== path && !existsSync(dirname(path))) await makeFolders(dirname(path));
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    // Somebody else made it in the meantime.
    if (error.code !== "EEXIST" || !(await stat(path)).isDirectory()) throw error;
  });
}

/** Makes a folder that files will be written to. @throws SiffraError "disk-full" or "file-unwritable" */
export async function prepareFolder(path: string): Promise<void> {
  await makeFolders(path).catch((cause) => {
    throw writeError(path, cause);
  });
}

/** Writes a new file and waits until the disk has it. @throws SiffraError "disk-full" or "file-unwritable" */
export async function writeDurable(path: string, content: Uint8Array | string): Promise<void> {
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw writeError(path, cause as NodeJS.ErrnoException);
  }
}

/** Writes a file, in the place of an earlier one if there is one: either the old or the new is there, whole. */
export function replaceDurable(path: string, content: Uint8Array | string): Promise<void> {
  return writeAside(path, content, rename);
}

/** Writes a file that is not there yet: nobody ever sees a part of it. @throws SiffraError whose cause is EEXIST when it is there */
export function createDurable(path: string, content: Uint8Array | string): Promise<void> {
  return writeAside(path, content, link);
}

/** Writes a file under another name, then puts it in its place. */
async function writeAside(
  path: string,
  content: Uint8Array | string,
  put: (from: string, to: string) => Promise<void>,
): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  await rm(partial, { force: true });
  try {
    await writeDurable(partial, content);
    await put(partial, path);
  } catch (cause) {
    throw cause instanceof SiffraError ? cause : writeError(path, cause as NodeJS.ErrnoException);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Why nothing could be written to `path`, and what to do. */
export function writeError(path: string, cause: NodeJS.ErrnoException): SiffraError {
  const isFull = cause.code === "ENOSPC" || cause.code === "EDQUOT";
  const advice = isFull ? "Free some space" : "Check that the folder is there and may be written to";
  const message = `Cannot write ${path}: ${cause.message}. ${advice}, or name another place with --out.`;
  return new SiffraError(isFull ? "disk-full" : "file-unwritable", message, { cause });
}

/** JSON as people read it, with a newline at the end. */
export function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
