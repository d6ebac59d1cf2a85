import { afterAll, describe, expect, it } from "vitest";
import {
  type BundleFiles,
  type BundleManifest,
  certaintiesOf,
  createManifest,
  evaluate,
  MAX_MANIFEST_BYTES,
  Pipeline,
  type PipelineConfig,
  readBundle,
  serializeManifest,
  sha256Hex,
  toBundleMetrics,
} from "../src/index.ts";
import { loadCore, loadReaderCore, loadSynth } from "../src/platform/node.ts";

const core = loadCore();
const digits = loadSynth().synthDataset("tidy", 5, 0, 300);
const { images, labels } = { images: core.normaliseMnist(digits.images), labels: digits.labels };

const config: PipelineConfig = {
  name: "small",
  transforms: [{ kind: "scale" }, { kind: "pca", n_components: 20, seed: 0 }],
  classifier: { kind: "logistic_regression", C: 1 },
};
const pipeline = Pipeline.fit(core, config, { images, labels }, { seed: 1, onProgress: () => true });
const tensors = pipeline.save();
const manifest = createManifest(
  {
    preprocessVersion: core.preprocessVersion(),
    pipeline: config,
    calibration: {
      temperature: 1.3,
      conformal: { "0.95": 0.2, "0.99": 0.05 },
      refusal: { leastCertainty: 0.3, falseRefusals: 0.01 },
    },
    dataset: { name: "synthetic", sha256: sha256Hex(images), trainSamples: 300, calibrationSamples: 0 },
    seed: 1,
  },
  tensors,
);
afterAll(() => pipeline.free());

/** The good bundle with another manifest. */
function withManifest(changes: object, bytes = tensors): BundleFiles {
  return { manifest: serializeManifest({ ...manifest, ...changes } as BundleManifest), tensors: bytes };
}

/** A manifest that vouches for `bytes`, whatever they are. */
const vouchedFor = (bytes: Uint8Array) =>
  withManifest({ tensors: { file: "model.safetensors", sha256: sha256Hex(bytes), bytes: bytes.length } }, bytes);

describe("a good bundle", () => {
  const reader = readBundle(core, withManifest({}));

  it("answers as the pipeline that was saved, once calibrated", () => {
    const readings = reader.readPixels(images);
    const raw = pipeline.predictProba(images);
    expect(readings).toHaveLength(300);
    for (const [i, reading] of readings.entries()) {
      const row = [...raw.subarray(i * 10, i * 10 + 10)];
      expect(row[reading.label]).toBe(Math.max(...row));
      expect(reading.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(reading.set[0]).toBe(reading.label);
    }
  });

  it("answers an image alone as it does among others", () => {
    const together = reader.predictProba(images);
    const alone = reader.predictProba(images.subarray(7 * 784, 8 * 784));
    expect([...alone]).toEqual([...together.subarray(70, 80)]);
  });

  it("reads a page that was drawn", () => {
    const strokes = loadSynth().synthStrokes(3, "tidy", 11, 0);
    const page = loadReaderCore().preprocessStrokes(strokes.points, strokes.lengths);
    const reading = reader.readPage(page);
    expect(reading).toMatchObject({ refused: null, model: "small", preprocessVersion: core.preprocessVersion() });
    expect(reading.digits).toHaveLength(1);
    expect(reading.digits[0]?.pixels).toHaveLength(784);
    expect(reading.stages.length).toBeGreaterThan(0);
  });

  it("passes a refusal on", () => {
    const page = loadReaderCore().preprocessRgba(new Uint8Array(40 * 40 * 4).fill(255), 40, 40);
    expect(reader.readPage(page)).toMatchObject({ digits: [], refused: { code: expect.stringMatching(/no-ink/) } });
  });

  it("refuses what it is less certain of than its manifest asks, and still tells what it would have said", () => {
    const strokes = loadSynth().synthStrokes(3, "tidy", 11, 0);
    const page = loadReaderCore().preprocessStrokes(strokes.points, strokes.lengths);
    const refusing = (leastCertainty: number) => {
      const calibration = { ...manifest.calibration, refusal: { leastCertainty, falseRefusals: 0.01 } };
      return readBundle(core, withManifest({ calibration }));
    };
    const { digits: read } = reader.readPage(page);
    const certainty = certaintiesOf(core, Float32Array.from(read[0]?.probabilities ?? []))[0] ?? Number.NaN;
    const logs = (read[0]?.probabilities ?? []).map((p) => Math.log(Math.max(p, 1e-6)));
    expect(certainty).toBeCloseTo(Math.max(...logs) - logs.reduce((sum, log) => sum + log, 0) / 10, 4);
    expect(refusing(certainty - 0.001).readPage(page)).toMatchObject({ digits: read, guesses: [], refused: null });
    expect(refusing(certainty + 0.001).readPage(page)).toMatchObject({
      digits: [],
      guesses: read,
      refused: { code: "not-a-digit" },
    });
  });

  it("keeps its bytes when it is made again", () => {
    const again = Pipeline.fit(core, config, { images, labels }, { seed: 1, onProgress: () => true });
    expect(sha256Hex(again.save())).toBe(manifest.tensors.sha256);
  });

  it("takes its figures rounded", () => {
    const rounded = toBundleMetrics(evaluate(reader.predictProba(images), labels));
    expect(rounded.logLoss).toBe(Number(rounded.logLoss.toFixed(6)));
    expect(readBundle(core, withManifest({ metrics: { test: rounded } })).manifest.metrics.test).toEqual(rounded);
  });
});

describe("a bad bundle is refused", () => {
  const refused = (files: BundleFiles, code: string) =>
    expect(() => readBundle(core, files)).toThrow(expect.objectContaining({ name: "SiffraError", code }));

  it("with a flipped byte in any part of the tensors", () => {
    for (const at of [0, 9, tensors.length >> 1, tensors.length - 1]) {
      const flipped = tensors.slice();
      flipped[at] = (flipped[at] as number) ^ 1;
      refused(withManifest({}, flipped), "bundle-hash");
    }
  });

  it("with tensors cut short", () => refused(withManifest({}, tensors.subarray(0, -1)), "bundle-hash"));

  it("with another version of the preprocessing", () => {
    refused(withManifest({ preprocessVersion: manifest.preprocessVersion + 1 }), "bundle-preprocess-version");
  });

  it("with a manifest that is not JSON", () => {
    refused({ manifest: new TextEncoder().encode("<html>"), tensors }, "bundle-json");
  });

  it("with a manifest that lacks any one field, or has one too many", () => {
    for (const field of Object.keys(manifest)) refused(withManifest({ [field]: undefined }), "bundle-schema");
    refused(withManifest({ extra: 1 }), "bundle-schema");
  });

  it("of another format version", () => refused(withManifest({ formatVersion: 2 }), "bundle-schema"));

  it("with a field of a wrong value", () => {
    refused(withManifest({ name: "../evil" }), "bundle-schema");
    refused(withManifest({ calibration: { ...manifest.calibration, temperature: 0 } }), "bundle-schema");
  });

  it("that is empty or absurdly large", () => {
    refused({ manifest: new Uint8Array(), tensors }, "bundle-size");
    refused({ manifest: new Uint8Array(MAX_MANIFEST_BYTES + 1), tensors }, "bundle-size");
    refused(withManifest({}, new Uint8Array()), "bundle-size");
  });

  it("whose tensors are no safetensors file, or another model's", () => {
    refused(vouchedFor(new Uint8Array(64)), "bundle-tensors");
    const empty = new core.TensorFile();
    refused(vouchedFor(empty.serialize()), "bundle-tensors");
    refused(withManifest({ pipeline: { ...config, transforms: [] } }), "bundle-tensors");
    refused(withManifest({ pipeline: { ...config, classifier: { kind: "random_forest" } } }), "bundle-tensors");
  });
});

it("refuses pixels that are not whole images", () => {
  expect(() => pipeline.predictProba(new Uint8Array(783))).toThrow(expect.objectContaining({ code: "pixels-length" }));
});

it("stops when it is told to", () => {
  const stop = () => Pipeline.fit(core, config, { images, labels }, { seed: 1, onProgress: () => false });
  expect(stop).toThrow(expect.objectContaining({ code: "cancelled" }));
});
