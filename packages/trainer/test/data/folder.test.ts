import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { SiffraError } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { describe, expect, it } from "vitest";
import { loadDataset } from "../../src/data/index.ts";
import { bytesOf, fakeFolder, fakeSources, temporaryFolder } from "./fixture.ts";

const IMAGES = "train-images-idx3-ubyte";
const SOURCES = fakeSources(["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"]);

/** Synthetic digits are allowed throughout: a folder that was named must never be passed over. */
function load(dir: string) {
  return loadDataset({ core: loadCore(), dir, cacheDir: "/nowhere", allowSynthetic: true, sources: SOURCES });
}

async function errorOf(dir: string): Promise<SiffraError> {
  const error = await load(dir).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SiffraError);
  return error as SiffraError;
}

describe("MNIST_DIR", () => {
  it.each([
    ["plain", (name: string) => name],
    ["gzipped", (name: string) => `${name}.gz`],
    ["dotted", (name: string) => name.replace("-idx", ".idx")],
    ["dotted and gzipped", (name: string) => `${name.replace("-idx", ".idx")}.gz`],
  ])("reads %s files", async (_, rename) => {
    const dir = await fakeFolder(rename);
    const dataset = await load(dir);
    expect(dataset.name).toBe("mnist");
    expect(dataset.source).toContain(dir);
    expect(dataset.train.images).toEqual(new Uint8Array(bytesOf(IMAGES).subarray(16)));
    expect([...dataset.test.labels.subarray(0, 11)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
    expect(dataset.files.map(({ name }) => name)).toEqual(SOURCES.files.map(({ name }) => name));
  });

  it("gives the same sum however the files are stored", async () => {
    const plain = await load(await fakeFolder());
    const gzipped = await load(await fakeFolder((name) => `${name}.gz`));
    expect(gzipped.sha256).toBe(plain.sha256);
  });

  it("refuses a folder that is not there", async () => {
    const error = await errorOf("/no/such/folder");
    expect(error.code).toBe("data-no-folder");
    expect(error.message).toContain("/no/such/folder");
  });

  it("names the missing file, what was expected and what is there", async () => {
    const error = await errorOf(await fakeFolder((name) => (name === IMAGES ? null : name)));
    expect(error.code).toBe("data-missing-file");
    expect(error.message).toContain(`${IMAGES}.gz`);
    expect(error.message).toContain("found t10k-images-idx3-ubyte");
    expect((await errorOf(await temporaryFolder())).message).toContain("found an empty folder");
  });

  it.each([
    [
      "data-truncated",
      "expected 31376 bytes uncompressed, found only 31366",
      (bytes: Uint8Array) => bytes.subarray(0, -10),
    ],
    ["data-wrong-size", "found 31377", (bytes: Uint8Array) => Buffer.concat([bytes, new Uint8Array(1)])],
    [
      "data-wrong-size",
      "found a file of 231376",
      (bytes: Uint8Array) => Buffer.concat([bytes, new Uint8Array(200_000)]),
    ],
    ["data-wrong-sum", "expected SHA-256", (bytes: Uint8Array) => bytes.with(5000, (bytes[5000] ?? 0) ^ 1)],
    ["data-truncated", "ends too early", (bytes: Uint8Array) => gzipSync(bytes).subarray(0, -200)],
    ["data-broken-gzip", "a damaged one", (bytes: Uint8Array) => gzipSync(bytes).with(5000, 0).with(2, 9)],
    ["data-wrong-size", "found more", (bytes: Uint8Array) => gzipSync(Buffer.concat([bytes, bytes]))],
  ])("refuses a changed file: %s, %s", async (code, found, change) => {
    const dir = await fakeFolder(undefined, (bytes, name) => (name === IMAGES ? change(bytes) : bytes));
    const error = await errorOf(dir);
    expect(error.code).toBe(code);
    expect(error.message).toContain(join(dir, IMAGES));
    expect(error.message).toContain(found);
    expect(error.message).toContain("Replace it");
  });

  it("refuses a folder in the place of a file", async () => {
    const dir = await fakeFolder((name) => (name === IMAGES ? null : name));
    await mkdir(join(dir, IMAGES));
    expect((await errorOf(dir)).code).toBe("data-unreadable");
  });
});
