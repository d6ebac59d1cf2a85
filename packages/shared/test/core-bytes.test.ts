import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { IMAGE_SIZE } from "../src/core.ts";
import { Pipeline } from "../src/pipeline/index.ts";
import { loadCore, loadSynth } from "../src/platform/node.ts";
import type { PipelineConfig } from "../src/schemas/index.ts";
import { fnv1a } from "./fnv1a.ts";

// Written by crates/mnist-core/tests/core_bytes.rs, which holds the native build to the same bytes and says how to renew it.
const FILE = new URL("../../../crates/mnist-core/tests/golden/core-bytes.json", import.meta.url);
type Case = Pick<PipelineConfig, "transforms" | "classifier"> & { model: string; proba: string };
const cases: Case[] = JSON.parse(readFileSync(FILE, "utf8"));

const SEED = 5;
const TRAIN = 80;
const TEST = 20;
const core = loadCore();

it.each(cases.map((golden, i) => [i, golden.classifier.kind, golden] as const))(
  "case %i, %s, gives the bytes of the native build",
  (_, kind, { transforms, classifier, model, proba }) => {
    const digits = loadSynth().synthDataset("varied", SEED, 0, TRAIN + TEST);
    const { images, labels } = digits;
    digits.free();
    const data = { images: images.subarray(0, TRAIN * IMAGE_SIZE), labels: labels.subarray(0, TRAIN) };
    const config = { name: kind.replaceAll("_", "-"), transforms, classifier };
    const pipeline = Pipeline.fit(core, config, data, { seed: SEED, onProgress: () => true });
    const found = pipeline.predictProba(images.subarray(TRAIN * IMAGE_SIZE));
    expect(fnv1a(pipeline.save())).toBe(model);
    expect(fnv1a(new Uint8Array(found.buffer))).toBe(proba);
    pipeline.free();
  },
);
