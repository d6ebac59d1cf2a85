import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BundleManifest } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { SHIPPED_MODELS_DIR } from "../../src/cli/files/paths.ts";
import { loadDataset } from "../../src/data/index.ts";
import { drawnDigits } from "../report/studies.ts";
import { expectParity } from "./parity.ts";

const IMAGES = 1000;

const readBundleOf = (name: string) => ({
  manifest: v.parse(BundleManifest, JSON.parse(readFileSync(join(SHIPPED_MODELS_DIR, name, "manifest.json"), "utf8"))),
  tensors: new Uint8Array(readFileSync(join(SHIPPED_MODELS_DIR, name, "model.safetensors"))),
});

const names = readdirSync(SHIPPED_MODELS_DIR, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** The first of MNIST's test images, after the preprocessing, where MNIST is there. */
async function mnistImages(): Promise<Uint8Array | undefined> {
  const dir = process.env["MNIST_DIR"];
  if (!dir) return undefined;
  const core = loadCore();
  const { test } = await loadDataset({ core, dir, cacheDir: "/nowhere", allowSynthetic: false });
  return core.normaliseMnist(test.images.subarray(0, IMAGES * 784));
}

describe("the trained models of the app, exported, read as they do in the app", () => {
  it("are of several families, a network among them", () => {
    const kinds = names.map((name) => readBundleOf(name).manifest.pipeline.classifier.kind);
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(4);
    expect(kinds).toContain("cnn");
  });

  it.each(names)("%s: 1,000 drawn digits", async (name) => {
    await expectParity(readBundleOf(name), drawnDigits(40_000, IMAGES).images);
  });

  it.each(names)("%s: 1,000 images of MNIST", async (name) => {
    const images = await mnistImages();
    if (images) return expectParity(readBundleOf(name), images);
    process.stderr.write("MNIST_DIR is not set: MNIST's images were not read\n");
  });
});
