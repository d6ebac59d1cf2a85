import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { SiffraError } from "@siffra/shared";

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

/** Writes a new file and waits until the disk has it. */
export async function writeDurable(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts a file in the place of another, or of none, in one step. */
export async function replaceDurable(path: string, content: Uint8Array | string): Promise<void> {
  const fresh = `${path}.${process.pid}.new`;
  await rm(fresh, { force: true });
  await writeDurable(fresh, content);
  await rename(fresh, path);
}

/** JSON as people read it, with a newline at the end. */
export function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
