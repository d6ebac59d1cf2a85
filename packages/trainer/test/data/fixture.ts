import { createHash } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { SourceFile, Sources } from "../../src/dataset/index.ts";

/** A small stand-in for MNIST: 40 training and 20 test images of noise, in four IDX files with sums of their own. */
const FILES: ReadonlyMap<string, Uint8Array> = new Map([
  ["train-images-idx3-ubyte", idx([40, 28, 28], noise(40 * 784))],
  ["train-labels-idx1-ubyte", idx([40], labels(40))],
  ["t10k-images-idx3-ubyte", idx([20, 28, 28], noise(20 * 784))],
  ["t10k-labels-idx1-ubyte", idx([20], labels(20))],
]);

function idx(dims: number[], data: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * dims.length));
  header.setUint32(0, 0x0800 + dims.length);
  for (const [i, size] of dims.entries()) header.setUint32(4 + 4 * i, size);
  return Buffer.concat([new Uint8Array(header.buffer), data]);
}

/** Bytes that gzip cannot make smaller, the same in every run. */
function noise(length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash("sha256").update(`${i}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

function labels(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => i % 10);
}

export const bytesOf = (name: string): Uint8Array => FILES.get(name) ?? new Uint8Array();
export const gzipOf = (name: string): Uint8Array => gzipSync(bytesOf(name));

/** Sources for the stand-in; `mirrors` are URLs of folders. */
export function fakeSources(mirrors: string[]): Sources {
  return { name: "mnist", files: [...FILES.keys()].map((name) => fakeSource(name, mirrors)) };
}

function fakeSource(name: string, mirrors: string[]): SourceFile {
  const bytes = bytesOf(name);
  return {
    name,
    gz: `${name}.gz`,
    split: name.startsWith("train") ? "train" : "test",
    holds: name.includes("images") ? "images" : "labels",
    bytes: bytes.length,
    md5: createHash("md5").update(bytes).digest("hex"),
    sha256: createHash("sha256").update(bytes).digest("hex"),
    mirrors: mirrors.map((mirror) => `${mirror}/${name}.gz`),
  };
}

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "siffra-data-"));

/** A folder with the stand-in. `rename` and `change` say what is different about it; a name of null leaves a file out. */
export async function fakeFolder(
  rename: (name: string) => string | null = (name) => name,
  change: (bytes: Uint8Array, name: string) => Uint8Array = (bytes) => bytes,
): Promise<string> {
  const dir = await temporaryFolder();
  for (const [original, bytes] of FILES) {
    const name = rename(original);
    const changed = change(bytes, original);
    if (name !== null) await writeFile(join(dir, name), name.endsWith(".gz") ? gzipSync(changed) : changed);
  }
  return dir;
}
