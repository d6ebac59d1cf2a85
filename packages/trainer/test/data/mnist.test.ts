import { loadCore } from "@siffra/shared/node";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { describeData, loadDataset } from "../../src/data/index.ts";
import { readSources } from "../../src/data/sources.ts";
import { SourcesSchema } from "../../src/dataset/index.ts";

describe("datasets/sources.json", () => {
  it("names four files with at least two https mirrors each", async () => {
    const { files } = await readSources();
    expect(files.map(({ bytes }) => bytes)).toEqual([47_040_016, 60_008, 7_840_016, 10_008]);
    for (const { gz, mirrors } of files) {
      expect(new Set(mirrors.map((mirror) => new URL(mirror).host)).size).toBeGreaterThanOrEqual(2);
      for (const mirror of mirrors) expect(mirror).toMatch(new RegExp(`^https://.*/${gz}$`));
    }
  });

  it("is refused with a file twice, one mirror, or a sum cut short", async () => {
    const sources = await readSources();
    const [first, ...others] = sources.files;
    const valid = (files: unknown[]) => v.safeParse(SourcesSchema, { ...sources, files }).success;
    expect(valid([first, ...others])).toBe(true);
    expect(valid([first, first, ...others.slice(1)])).toBe(false);
    expect(valid([{ ...first, mirrors: first?.mirrors.slice(1) }, ...others])).toBe(false);
    expect(valid([{ ...first, sha256: first?.sha256.slice(1) }, ...others])).toBe(false);
    expect(valid([{ ...first, gz: "../elsewhere.gz" }, ...others])).toBe(false);
  });
});

describe("MNIST itself", () => {
  it("has the published sums and counts", async (context) => {
    const dir = process.env["MNIST_DIR"];
    if (!dir) {
      const reason = "MNIST_DIR is not set: set it to a folder with the four MNIST files to run this test";
      console.warn(`Skipped "${context.task.name}": ${reason}.`);
      return context.skip(reason);
    }
    const dataset = await loadDataset({ core: loadCore(), dir, cacheDir: "/nowhere", allowSynthetic: false });
    expect(describeData(dataset).classes).toEqual({
      train: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
      test: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
    });
    expect([...dataset.train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
  });
});
