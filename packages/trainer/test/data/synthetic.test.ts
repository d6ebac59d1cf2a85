import { loadCore, loadSynth } from "@siffra/shared/node";
import { beforeEach, describe, expect, it } from "vitest";
import { describeData, formatData, loadDataset } from "../../src/data/index.ts";
import { type Dataset, loadSynthetic } from "../../src/dataset/index.ts";
import { fakeFolder, fakeSources, temporaryFolder } from "./fixture.ts";

const UNREACHABLE = fakeSources(["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"]);
const SMALL = { seed: 1, train: 30, test: 20 };

let events: string[];
beforeEach(() => {
  events = [];
});

async function load(synthetic = SMALL): Promise<Dataset> {
  return loadDataset({
    core: loadCore(),
    cacheDir: await temporaryFolder(),
    allowSynthetic: true,
    synthetic,
    sources: UNREACHABLE,
    onEvent: (message) => events.push(message),
  });
}

function draw(sizes: Partial<typeof SMALL>, signal?: AbortSignal): Promise<Dataset> {
  return loadSynthetic({ synth: loadSynth(), ...SMALL, ...sizes, reason: "asked for", onEvent: () => {}, signal });
}

describe("synthetic handwriting", () => {
  it("stands in when MNIST cannot be had, and says so first and plainly", async () => {
    const dataset = await load();
    expect(dataset.name).toBe("synthetic");
    expect(dataset.source).toMatch(
      /^synthetic handwriting \(MNIST could not be had: 127\.0\.0\.1:1: connection failed/,
    );
    expect(events[0]).toBe(dataset.source);
    expect(dataset.train.images).toHaveLength(30 * 784);
    expect(dataset.test.labels).toHaveLength(20);
    expect(Math.max(...dataset.train.images)).toBeGreaterThan(128);
  });

  it("is an error where it is not allowed", async () => {
    const cacheDir = await temporaryFolder();
    const loading = loadDataset({ core: loadCore(), cacheDir, allowSynthetic: false, sources: UNREACHABLE });
    await expect(loading).rejects.toMatchObject({ code: "data-download" });
  });

  it("depends on the seed and on nothing else", async () => {
    const once = await draw({});
    expect(await draw({})).toEqual(once);
    expect((await draw({ seed: 2 })).sha256).not.toBe(once.sha256);
  });

  it("draws the same in chunks as at once, and the same test images for every training size", async () => {
    const large = await draw({ train: 250 });
    const small = await draw({ train: 30 });
    expect(large.train.images.subarray(0, 30 * 784)).toEqual(small.train.images);
    expect(large.test).toEqual(small.test);
    const direct = loadSynth().synthDataset("varied", 1, 220, 1);
    expect(large.train.images.subarray(220 * 784, 221 * 784)).toEqual(direct.images);
    direct.free();
  });

  it("never has a test image among the training images", async () => {
    const { train, test } = await draw({ train: 100, test: 100 });
    const imageAt = (images: Uint8Array, i: number) => images.subarray(i * 784, (i + 1) * 784).join();
    const trained = new Set(Array.from(train.labels, (_, i) => imageAt(train.images, i)));
    expect(Array.from(test.labels, (_, i) => imageAt(test.images, i)).filter((image) => trained.has(image))).toEqual(
      [],
    );
  });

  it("can be cancelled", async () => {
    await expect(draw({ train: 60_000 }, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  });

  it("refuses a size that is no number of images", async () => {
    await expect(draw({ train: 0 })).rejects.toMatchObject({ code: "data-synthetic-size" });
    await expect(draw({ test: 1.5 })).rejects.toMatchObject({ code: "data-synthetic-size" });
  });
});

describe("describeData", () => {
  it("has files, sums and counts per class", async () => {
    const dir = await fakeFolder();
    const sources = fakeSources(["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"]);
    const dataset = await loadDataset({ core: loadCore(), dir, cacheDir: "/nowhere", allowSynthetic: false, sources });
    const description = describeData(dataset);
    expect(description.classes).toEqual({ train: new Array(10).fill(4), test: new Array(10).fill(2) });
    expect(description.samples).toEqual({ train: 40, test: 20 });
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);

    const text = formatData(description);
    for (const file of sources.files) expect(text.split(file.sha256)).toHaveLength(3);
    expect(text).toContain(dir);
    expect(text).toContain("\n    9      4   10.0 %     2   10.0 %\n");
    expect(text).toContain("\n  all     40  100.0 %    20  100.0 %");
  });

  it("says plainly that digits are synthetic", async () => {
    expect(formatData(describeData(await load()))).toMatch(/^synthetic handwriting \(MNIST could not be had/);
  });
});
