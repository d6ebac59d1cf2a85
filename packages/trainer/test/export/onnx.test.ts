import {
  type BundleManifest,
  createManifest,
  Pipeline,
  type PipelineConfig,
  predictedLabels,
  readBundle,
  serializeManifest,
  withFree,
} from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { InferenceSession, Tensor } from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { toJson, toOnnx } from "../../src/export/index.ts";
import { networkPipeline } from "../../src/models/cnn/index.ts";
import { drawnDigits } from "../report/studies.ts";

const core = loadCore();
const training = drawnDigits(0, 800);
const IMAGES = 1000;
const test = drawnDigits(20_000, IMAGES);
/** Images that the runtime reads at a time: deskewing takes 88 kB each. */
const BATCH = 250;

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
];

/** A bundle of a pipeline, at a temperature that is not 1. */
function bundleOf(pipeline: Pipeline, config: PipelineConfig): { manifest: BundleManifest; tensors: Uint8Array } {
  const tensors = withFree(pipeline, (pipeline) => pipeline.save());
  const calibration = {
    temperature: 0.7,
    conformal: { "0.95": 0.5, "0.99": 0.1 },
    refusal: { leastProbability: 0.3, falseRefusals: 0.01 },
  };
  const dataset = { name: "synthetic" as const, sha256: "0".repeat(64), trainSamples: 800, calibrationSamples: 0 };
  const facts = { preprocessVersion: core.preprocessVersion(), pipeline: config, calibration, dataset, seed: 1 };
  return { manifest: createManifest(facts, tensors), tensors };
}

const fitted = (config: PipelineConfig) =>
  bundleOf(Pipeline.fit(core, config, training, { seed: 1, onProgress: () => true }), config);

/** What the exported model says, read by onnxruntime. */
async function runOnnx(model: Uint8Array, images: Uint8Array) {
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  const labels: number[] = [];
  const probabilities: number[] = [];
  for (let start = 0; start < IMAGES; start += BATCH) {
    const pixels = Float32Array.from(images.subarray(start * 784, (start + BATCH) * 784));
    const out = await session.run({ pixels: new Tensor("float32", pixels, [BATCH, 784]) });
    labels.push(...Array.from((out["label"] as Tensor).data as BigInt64Array, Number));
    probabilities.push(...((out["probabilities"] as Tensor).data as Float32Array));
  }
  await session.release();
  return { labels, probabilities };
}

/** All labels equal, probabilities within 1e-4. */
async function expectParity({ manifest, tensors }: ReturnType<typeof bundleOf>): Promise<void> {
  const files = { manifest: serializeManifest(manifest), tensors };
  const expected = withFree(readBundle(core, files), (reader) => reader.predictProba(test.images));
  const found = await runOnnx(toOnnx(manifest, tensors), test.images);
  expect(found.labels).toEqual(Array.from(predictedLabels(expected)));
  const largest = expected.reduce((most, p, i) => Math.max(most, Math.abs(p - (found.probabilities[i] as number))), 0);
  expect(largest).toBeLessThan(1e-4);
}

describe(`an exported model reads ${IMAGES} images as the bundle does`, () => {
  it.each(PIPELINES.map((config) => [config.name, config] as const))("%s", async (_, config) => {
    await expectParity(fitted(config));
  });

  it.each(["float32", "int8"])("a network with %s weights", async (weights) => {
    const config: PipelineConfig = {
      name: "network",
      transforms: [{ kind: "scale" }],
      classifier: {
        kind: "cnn",
        weights,
        layers: [
          { kind: "conv", filters: 6, size: 5, padding: "valid" },
          { kind: "max_pool" },
          { kind: "conv", filters: 8, size: 4 },
          { kind: "max_pool" },
          { kind: "dense", units: 20 },
        ],
      },
    };
    const start = core.initialWeights(JSON.stringify(config.classifier), 5);
    await expectParity(
      bundleOf(
        networkPipeline(
          core,
          config,
          start.map((weight) => 3 * weight),
        ),
        config,
      ),
    );
  });
});

describe("what cannot be exported", () => {
  it("is refused with the step that ONNX has no operator for", () => {
    const config: PipelineConfig = {
      name: "ridge",
      transforms: [{ kind: "scale" }],
      classifier: { kind: "random_features_ridge", n_components: 256 },
    };
    const { manifest, tensors } = fitted(config);
    expect(() => toOnnx(manifest, tensors)).toThrow(expect.objectContaining({ code: "export-unsupported" }));
  });

  it("is refused where HOG has blocks", () => {
    const hog = { kind: "hog" as const, block_norm: "l1" };
    const { manifest, tensors } = fitted({ name: "l1", transforms: [hog], classifier: { kind: "linear_svc", C: 0.1 } });
    expect(() => toOnnx(manifest, tensors)).toThrow(/block_norm l2/);
  });
});

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
