import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BundleManifest } from "@siffra/shared";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { SHIPPED_MODELS_DIR } from "../../src/cli/files/paths.ts";
import { drawnDigits } from "../report/studies.ts";
import { mnistImages } from "./mnist.ts";
import { expectParity } from "./parity.ts";

const IMAGES = 1000;

const readBundleOf = (name: string) => ({
  manifest: v.parse(BundleManifest, JSON.parse(readFileSync(join(SHIPPED_MODELS_DIR, name, "manifest.json"), "utf8"))),
  tensors: new Uint8Array(readFileSync(join(SHIPPED_MODELS_DIR, name, "model.safetensors"))),
});

const names = readdirSync(SHIPPED_MODELS_DIR, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

describe("the trained models of the app, exported, read as they do in the app", () => {
  it("are of several families, a network among them", () => {
    const kinds = names.map((name) => readBundleOf(name).manifest.pipeline.classifier.kind);
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(4);
    expect(kinds).toContain("cnn");
  });

  // onnxruntime takes half a minute to open a forest of 100 trees, so each is opened once.
  it.each(names)(
    "%s: 1,000 drawn digits, and 1,000 images of MNIST where it is there",
    { timeout: 300_000 },
    async (name) => {
      const mnist = await mnistImages(0, IMAGES);
      await expectParity(readBundleOf(name), drawnDigits(40_000, IMAGES).images, ...(mnist ? [mnist.test.images] : []));
    },
  );
});
