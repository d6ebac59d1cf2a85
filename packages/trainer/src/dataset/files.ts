import { type Core, readStream, SiffraError, sha256Hex } from "@siffra/shared";
import { isGzip, maxStoredBytes } from "./check.ts";
import type { Dataset } from "./dataset.ts";
import { type MnistFile, parseMnist } from "./parse.ts";
import type { SourceFile, Sources } from "./sources.ts";

/**
 * MNIST out of files that a person chose, gzipped or not and under any names: each is known by its SHA-256.
 * @throws SiffraError "data-foreign-file", "data-broken-gzip", "data-unreadable" or "data-missing-file"
 */
export async function readMnistFiles(
  core: Core,
  files: readonly File[],
  { files: sources }: Sources,
): Promise<Dataset> {
  const known: MnistFile[] = [];
  for (const file of files) known.push(await recognise(file, sources));
  const missing = sources.filter(({ name }) => !known.some(({ source }) => source.name === name));
  if (missing.length === 0) return parseMnist(core, known, "MNIST (files that were chosen, verified)", []);
  const names = missing.map(({ name }) => name).join(", ");
  const message = `Expected all four files of MNIST, ${names} missing. Choose all four at once.`;
  throw new SiffraError("data-missing-file", message);
}

async function recognise(file: File, sources: readonly SourceFile[]): Promise<MnistFile> {
  const most = Math.max(...sources.map(maxStoredBytes));
  if (file.size > most) throw foreign(file, `${file.size} bytes`);
  const bytes = await unpack(file, most);
  const sum = sha256Hex(bytes);
  const source = sources.find(({ sha256 }) => sha256 === sum);
  if (!source) throw foreign(file, `SHA-256 ${sum}`);
  return { source, bytes };
}

function foreign({ name }: File, found: string): SiffraError {
  const message = `${name}: expected one of the four files of MNIST, found ${found}. Choose the original files.`;
  return new SiffraError("data-foreign-file", message);
}

/** A file's bytes, unzipped if need be. */
async function unpack(file: File, most: number): Promise<Uint8Array> {
  const stored = await file.arrayBuffer().catch((cause: unknown) => {
    throw new SiffraError("data-unreadable", `${file.name} cannot be read. Choose it again.`, { cause });
  });
  const bytes = new Uint8Array(stored);
  if (!isGzip(bytes)) return bytes;
  try {
    return await gunzip(file, most);
  } catch (cause) {
    if (cause instanceof SiffraError) throw cause;
    const message = `${file.name}: expected a whole gzip, found a damaged one. Get the file again.`;
    throw new SiffraError("data-broken-gzip", message, { cause });
  }
}

/** Stops where more comes out than any of the files has. */
function gunzip(file: File, most: number): Promise<Uint8Array> {
  const unzipped = file.stream().pipeThrough(new DecompressionStream("gzip"));
  return readStream(unzipped, most, () => foreign(file, `more than ${most} bytes`));
}
