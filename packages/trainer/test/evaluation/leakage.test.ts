import { type PipelineConfig, sha256Hex, withFree } from "@siffra/shared";
import { loadCore, loadSynth } from "@siffra/shared/node";
import { expect, it } from "vitest";
import { type Samples, type Split, stratifiedFolds, toSplits } from "../../src/evaluation/index.ts";
import { FoldFeatures } from "../../src/pipeline/index.ts";

const core = loadCore();
const drawn = loadSynth().synthDataset("tidy", 1, 0, 240);
const clean: Samples = { images: core.normaliseMnist(drawn.images), labels: drawn.labels };
const fold = toSplits(stratifiedFolds(clean.labels, 3, 1), 3)[0] as Split;
const goOn = () => true;

/** Transforms that all learn something of the images they are fitted to. */
const CONFIG: PipelineConfig = {
  name: "all",
  transforms: [
    { kind: "deskew" },
    { kind: "hog" },
    { kind: "standardize" },
    { kind: "pca", n_components: 12, seed: 0 },
  ],
  classifier: { kind: "logistic_regression" },
};

/** The same images, except that those named are noise under wrong labels. */
function poison({ images, labels }: Samples, indices: Uint32Array): Samples {
  const poisoned = { images: images.slice(), labels: labels.slice() };
  for (const index of indices) {
    const noise = Uint8Array.from({ length: 784 }, (_, i) => (i * (index + 31) * 2654435761) >>> 24);
    poisoned.images.set(noise, index * 784);
    poisoned.labels[index] = ((labels[index] as number) + 1) % 10;
  }
  return poisoned;
}

/** The sum of all that is fitted in the fold, and the score on what it holds out. */
function fitFold(samples: Samples) {
  return withFree(FoldFeatures.fit(core, samples, CONFIG.transforms, fold, goOn), (features) => ({
    sum: withFree(features.fitClassifier(CONFIG.classifier, 1, goOn), (fitted) => sha256Hex(features.save(fitted))),
    accuracy: features.score(CONFIG.classifier, 1, goOn).accuracy,
  }));
}

it("held-out images have no part in what is fitted: poison in their place changes no byte of it", () => {
  const before = fitFold(clean);
  const after = fitFold(poison(clean, fold.heldOut));
  expect(after.sum).toBe(before.sum);
  expect(before.accuracy).toBeGreaterThan(0.6);
  expect(after.accuracy).toBeLessThan(0.3);
});

it("poison among the kept images does change it, so the test can see", () => {
  expect(fitFold(poison(clean, fold.kept.subarray(0, 5))).sum).not.toBe(fitFold(clean).sum);
});

it("an image cannot be both kept and held out", () => {
  const overlapping = { kept: fold.kept, heldOut: fold.kept.subarray(0, 1) };
  expect(() => FoldFeatures.fit(core, clean, [], overlapping, goOn)).toThrow(
    expect.objectContaining({ code: "fold-overlap" }),
  );
});
