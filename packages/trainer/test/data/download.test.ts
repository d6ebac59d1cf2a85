import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadCore } from "@siffra/shared/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DownloadFailed, type LoadOptions, loadDataset } from "../../src/data/index.ts";
import { fakeSources, gzipOf, temporaryFolder } from "./fixture.ts";
import { MirrorServer } from "./mirror-server.ts";

const FIRST = "train-images-idx3-ubyte";
const ALL_GZ = ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", FIRST, "train-labels-idx1-ubyte"].map(
  (n) => `${n}.gz`,
);

let server: MirrorServer;
let base: string;
let cacheDir: string;
let events: string[];

beforeEach(async () => {
  server = new MirrorServer();
  base = await server.start();
  cacheDir = join(await temporaryFolder(), "mnist");
  events = [];
});
afterEach(() => server.stop());

function load(mirrors: string[], more: Partial<LoadOptions> = {}) {
  return loadDataset({
    core: loadCore(),
    cacheDir,
    allowSynthetic: false,
    sources: fakeSources(mirrors.map((mirror) => `${base}/${mirror}`)),
    timeouts: { connect: 10_000, idle: 10_000 },
    onEvent: (message) => events.push(message),
    ...more,
  });
}

/** Writes what an earlier, interrupted run would have left. */
async function leavePart(bytes: Uint8Array): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  await writeFile(join(cacheDir, `${FIRST}.gz.part`), bytes);
}

const rangesOfFirst = () => server.requests.filter(({ path }) => path.includes(FIRST)).map(({ range }) => range);

async function failureOf(mirrors: string[], more: Partial<LoadOptions> = {}): Promise<DownloadFailed> {
  const error = await load(mirrors, more).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DownloadFailed);
  return error as DownloadFailed;
}

describe("download", () => {
  it("keeps the four files, and the next run asks no mirror", async () => {
    const dataset = await load(["good", "404"]);
    expect(dataset.name).toBe("mnist");
    expect(dataset.train.images).toHaveLength(40 * 784);
    expect(dataset.test.labels).toHaveLength(20);
    expect((await readdir(cacheDir)).sort()).toEqual(ALL_GZ);
    expect(server.requests).toHaveLength(4);

    const again = await load(["404", "404"]);
    expect(again).toEqual(dataset);
    expect(server.requests).toHaveLength(4);
  });

  it("goes on where a lost connection stopped", async () => {
    await load(["breaks-once", "404"]);
    const [first, second] = rangesOfFirst();
    expect(first).toBeUndefined();
    expect(second).toMatch(/^bytes=[1-9]\d*-$/);
    expect(await readFile(join(cacheDir, `${FIRST}.gz`))).toEqual(gzipOf(FIRST));
  });

  it("goes on where an earlier run stopped", async () => {
    await leavePart(gzipOf(FIRST).subarray(0, 100));
    await load(["good", "404"]);
    expect(rangesOfFirst()).toEqual(["bytes=100-"]);
  });

  it("begins again where the server knows no ranges", async () => {
    await load(["breaks-once-no-range", "404"]);
    expect(await readFile(join(cacheDir, `${FIRST}.gz`))).toEqual(gzipOf(FIRST));
  });

  it("begins again when the earlier part is of another file", async () => {
    await leavePart(new Uint8Array(100).fill(7));
    await load(["good", "404"]);
    expect(rangesOfFirst()).toEqual(["bytes=100-", undefined]);
  });

  it("begins again when the earlier part is longer than the file", async () => {
    await leavePart(new Uint8Array(gzipOf(FIRST).length + 5));
    await load(["good", "404"]);
    expect(rangesOfFirst()).toEqual([`bytes=${gzipOf(FIRST).length + 5}-`, undefined]);
  });

  it.each([
    ["html", "found an HTML page"],
    ["disguised-html", 'expected a gzip file, found "<!doctype html>'],
    ["short", "found one that ends too early"],
    ["wrong", "expected SHA-256"],
    ["404", "expected HTTP 200, found 404"],
    ["endless", "bytes, found more"],
  ])("passes over a mirror that gives %s, and tells what it gave when all do", async (mirror, found) => {
    expect((await failureOf([mirror, "404"])).message).toContain(found);
    expect((await readdir(cacheDir)).filter((name) => !name.endsWith(".part"))).toEqual([]);

    await load([mirror, "good"]);
    expect((await readdir(cacheDir)).sort()).toEqual(ALL_GZ);
  });

  it.each([
    ["silent", "no answer for 0.8 s"],
    ["stalls", "no answer for 0.4 s"],
  ])("does not wait for ever for a mirror: %s", async (mirror, found) => {
    const timeouts = { connect: 800, idle: 400 };
    expect((await failureOf([mirror, "404"], { timeouts })).message).toContain(found);
    await load([mirror, "good"], { timeouts });
    expect((await readdir(cacheDir)).sort()).toEqual(ALL_GZ);
  });

  it("lists every mirror in order, and the next step", async () => {
    const failure = await failureOf(["404", "html"]);
    expect(failure.code).toBe("data-download");
    expect(failure.reasons.map((reason) => reason.replace(/^.*?: /, ""))).toEqual([
      "expected HTTP 200, found 404",
      "expected a gzip file, found an HTML page",
    ]);
    expect(failure.message).toContain("MNIST_DIR");
  });

  it("leaves nothing of a wrong file", async () => {
    await failureOf(["wrong", "short"]);
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it("names a mirror that cannot be reached", async () => {
    await server.stop();
    expect((await failureOf(["good", "good"])).message).toContain("connection failed (ECONNREFUSED)");
    await server.start();
  });

  it("downloads a spoiled file of the cache again, and says so", async () => {
    await load(["good", "404"]);
    await writeFile(join(cacheDir, `${FIRST}.gz`), gzipOf(FIRST).subarray(0, 50));
    events = [];
    await load(["good", "404"]);
    expect(events[0]).toContain("downloading it again");
    expect(await readFile(join(cacheDir, `${FIRST}.gz`))).toEqual(gzipOf(FIRST));
  });

  it("stops at once when cancelled", async () => {
    const signal = AbortSignal.timeout(50);
    await expect(load(["silent", "good"], { signal, allowSynthetic: true })).rejects.toMatchObject({
      code: "cancelled",
    });
  });

  it("names a cache folder that cannot be made", async () => {
    await writeFile(cacheDir, "a file where the folder should be");
    await expect(load(["good", "404"])).rejects.toMatchObject({ code: "data-cache" });
  });
});
