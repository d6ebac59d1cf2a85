import { type BundleManifest, createManifest, Pipeline, type PipelineConfig, withFree } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { describe, expect, it } from "vitest";
import { toJson, toOnnx } from "../../src/export/index.ts";
import { networkPipeline } from "../../src/models/cnn/index.ts";
import { drawnDigits } from "../report/studies.ts";
import { mnistImages } from "./mnist.ts";
import { expectParity } from "./parity.ts";

const core = loadCore();
const training = drawnDigits(0, 800);
const test = drawnDigits(20_000, 1000);

/** Blocks of one cell and of several. */
const BLOCKS = [
  { cell_size: 7, stride: 7, block_size: 2 },
  { cell_size: 9, stride: 5, block_size: 3 },
  { cell_size: 14, stride: 14 },
];

const PIPELINES: PipelineConfig[] = [
  { name: "logistic", transforms: [{ kind: "scale" }], classifier: { kind: "logistic_regression", C: 1 } },
  { name: "standardized", transforms: [{ kind: "standardize" }], classifier: { kind: "linear_svc", C: 0.01 } },
  { name: "linear-hog", transforms: [{ kind: "deskew" }, { kind: "hog" }], classifier: { kind: "linear_svc", C: 0.1 } },
  {
    name: "svm",
    transforms: [
      { kind: "deskew" },
      { kind: "hog" },
      { kind: "pca", n_components: 60, seed: 0 },
      { kind: "quantize", bits: 13 },
    ],
    classifier: { kind: "svc", kernel: "rbf", C: 10, gamma: 0.03, break_ties: true },
  },
  {
    name: "svm-votes",
    transforms: [{ kind: "scale" }],
    classifier: { kind: "svc", kernel: "rbf", C: 10, gamma: 0.02 },
  },
  { name: "svm-linear", transforms: [{ kind: "scale" }], classifier: { kind: "svc", kernel: "linear", C: 1 } },
  { name: "forest", transforms: [], classifier: { kind: "random_forest", n_estimators: 20 } },
  {
    name: "forest-shared-cuts",
    transforms: [{ kind: "hog" }],
    classifier: { kind: "random_forest", n_estimators: 20, binning: "shared" },
  },
  {
    name: "extra-trees",
    transforms: [],
    classifier: { kind: "random_forest", splitter: "random", bootstrap: false, n_estimators: 20 },
  },
  {
    name: "ridge",
    transforms: [{ kind: "scale" }],
    // Not a whole number of rotations.
    classifier: { kind: "random_features_ridge", n_components: 1500, alpha: 1 },
  },
  {
    name: "ridge-hog",
    transforms: [{ kind: "deskew" }, { kind: "hog" }],
    classifier: { kind: "random_features_ridge", n_components: 2048, gamma: 0.003 },
  },
  ...[{ signed: true }, { gradient: "sobel" }, { interpolate: true }].map((vote) => ({
    name: `ridge-${Object.keys(vote)}`,
    transforms: [{ kind: "scale" as const }, { kind: "deskew" as const }, { kind: "hog" as const, ...vote }],
    classifier: { kind: "random_features_ridge" as const, n_components: 1024 },
  })),
  ...["l1", "l1_sqrt", "l2", "l2_hys"].map((block_norm) => ({
    name: `blocks-${block_norm.replace("_", "-")}`,
    transforms: [{ kind: "hog" as const, block_norm, orientations: 6, levels: BLOCKS }],
    classifier: { kind: "linear_svc" as const, C: 0.1 },
  })),
];

/** A bundle of a pipeline, at a temperature that is not 1. */
function bundleOf(pipeline: Pipeline, config: PipelineConfig): { manifest: BundleManifest; tensors: Uint8Array } {
  const tensors = withFree(pipeline, (pipeline) => pipeline.save());
  const calibration = {
    temperature: 0.7,
    conformal: { "0.95": 0.5, "0.99": 0.1 },
    refusal: { leastCertainty: 0.3, falseRefusals: 0.01 },
  };
  const dataset = { name: "synthetic" as const, sha256: "0".repeat(64), trainSamples: 800, calibrationSamples: 0 };
  const facts = { preprocessVersion: core.preprocessVersion(), pipeline: config, calibration, dataset, seed: 1 };
  return { manifest: createManifest(facts, tensors), tensors };
}

const fitted = (config: PipelineConfig) =>
  bundleOf(Pipeline.fit(core, config, training, { seed: 1, onProgress: () => true }), config);

describe("an exported model reads 1,000 images as the bundle does", () => {
  it.each(PIPELINES.map((config) => [config.name, config] as const))("%s", async (_, config) => {
    await expectParity(fitted(config), test.images);
  });

  it("ridge on gradients of MNIST", async () => {
    const mnist = await mnistImages(1600, 1000);
    if (!mnist) return;
    const transforms = [{ kind: "deskew" as const }, { kind: "hog" as const }];
    const config = { name: "ridge-mnist", transforms, classifier: { kind: "random_features_ridge" as const } };
    const pipeline = Pipeline.fit(core, config, mnist.train, { seed: 1, onProgress: () => true });
    await expectParity(bundleOf(pipeline, config), mnist.test.images);
  });

  it.each(["float32", "int8"])("a network with %s weights", async (weights) => {
    await expectParity(networkBundle({ weights }), test.images);
  });

  it.each([
    { members: 3, views: 1 },
    { members: 1, views: 3 },
    { members: 2, views: 5 },
  ])("networks together, $members, over views of the image, $views", async (committee) => {
    await expectParity(networkBundle({ weights: "int8", ...committee }), test.images);
  });
});

it("a committee's tensors go into JSON member by member", () => {
  const { manifest, tensors } = networkBundle({ members: 2, views: 3 });
  const { tensors: named } = JSON.parse(toJson(manifest, tensors));
  expect(named["classifier.members.1.layers.5.bias"]).toHaveLength(10);
});

/** A bundle of networks that have not learnt, with weights large enough to have opinions. */
function networkBundle(params: { weights?: string; members?: number; views?: number }) {
  const config: PipelineConfig = {
    name: "network",
    transforms: [{ kind: "scale" }],
    classifier: {
      kind: "cnn",
      ...params,
      layers: [
        { kind: "conv", filters: 6, size: 5, padding: "valid" },
        { kind: "max_pool" },
        { kind: "conv", filters: 8, size: 4 },
        { kind: "max_pool" },
        { kind: "dense", units: 20 },
      ],
    },
  };
  const members = Array.from({ length: params.members ?? 1 }, (_, i) =>
    core.initialWeights(JSON.stringify(config.classifier), 5 + i),
  );
  const weights = Float32Array.from(members.flatMap((member) => [...member.map((weight) => 3 * weight)]));
  return bundleOf(networkPipeline(core, config, weights), config);
}

it("the same bundle gives the same bytes", () => {
  const { manifest, tensors } = fitted(PIPELINES[0] as PipelineConfig);
  const once = toOnnx(manifest, tensors);
  expect(toOnnx(manifest, tensors)).toEqual(once);
  // As Node reads small files: a view of a larger buffer.
  const pooled = Buffer.concat([Buffer.alloc(3), tensors]).subarray(3);
  expect(toOnnx(manifest, pooled)).toEqual(once);
});

it("as JSON, tensors are nested lists under scikit-learn's names", () => {
  const { manifest, tensors } = fitted(PIPELINES[0] as PipelineConfig);
  const { manifest: written, tensors: named } = JSON.parse(toJson(manifest, tensors));
  expect(written).toEqual(manifest);
  expect(named["classifier.coef"]).toHaveLength(10);
  expect(named["classifier.coef"][0]).toHaveLength(784);
  expect(named["classifier.intercept"]).toHaveLength(10);
});
