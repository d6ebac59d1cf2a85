import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadCore, loadSynth } from "../src/platform/node.ts";
import { fnv1a } from "./fnv1a.ts";

// Written by crates/mnist-core/tests/core_bytes.rs, which holds the native build to the same bytes and says how to renew it.
const FILE = new URL("../../../crates/mnist-core/tests/golden/network-bytes.json", import.meta.url);
const golden: Record<"augmented" | "optimizer" | "model" | "logits" | "committee", string> & { classifier: object } =
  JSON.parse(readFileSync(FILE, "utf8"));

const SEED = 5;
const IMAGES = 20;
const core = loadCore();
const params = JSON.stringify(golden.classifier);

function augmented(): Uint8Array {
  const { images } = loadSynth().synthDataset("varied", SEED, 0, IMAGES);
  const indices = Uint32Array.from({ length: IMAGES }, (_, i) => i);
  return new core.Augmenter("{}", SEED).apply(images, indices, 3);
}

function optimizer() {
  const adamw = new core.Optimizer(params, core.initialWeights(params, SEED));
  for (const seed of [10, 20, 30]) {
    const shards = [core.initialWeights(params, seed), core.initialWeights(params, seed + 1)];
    adamw.step(Float32Array.from(shards.flatMap((shard) => [...shard])), shards.length, 0.01);
  }
  return adamw;
}

it("distorts images as the native build does", () => {
  expect(fnv1a(augmented())).toBe(golden.augmented);
});

it("steps along gradients as the native build does", () => {
  expect(fnv1a(optimizer().save())).toBe(golden.optimizer);
});

/** The logits of the distorted images. */
function logitsOf(network: ReturnType<typeof core.networkClassifier>): string {
  const pixels = Float32Array.from(augmented(), (v) => v / 255);
  const logits = network.logits(core.Matrix.fromF32(IMAGES, 784, pixels))?.toF32() ?? new Float32Array();
  return fnv1a(new Uint8Array(logits.buffer));
}

it("makes the same network of the same weights, with the same logits", () => {
  const network = core.networkClassifier(params, optimizer().averagedWeights());
  const file = new core.TensorFile();
  network.save(file, "classifier");
  expect(fnv1a(file.serialize())).toBe(golden.model);
  expect(logitsOf(network)).toBe(golden.logits);
});

it("reads as a committee with views as the native build does", () => {
  const weights = [optimizer().averagedWeights(), core.initialWeights(params, SEED)];
  const members = Float32Array.from(weights.flatMap((member) => [...member]));
  const committee = JSON.stringify({ ...golden.classifier, members: 2, views: 5 });
  expect(logitsOf(core.networkClassifier(committee, members))).toBe(golden.committee);
});
