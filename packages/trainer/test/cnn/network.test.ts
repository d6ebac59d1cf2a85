import { CLASS_COUNT, IMAGE_SIZE, type PipelineConfig, withFree } from "@siffra/shared";
import { loadCore, loadSynth } from "@siffra/shared/node";
import { matMul, softmax, type Tensor, type Tensor2D, tensor, tensor4d, tidy } from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Samples } from "../../src/evaluation/index.ts";
import {
  type Checkpoint,
  heldOutOf,
  networkPipeline,
  type ShardGradient,
  type TrainedNetwork,
  trainNetwork,
  withExtra,
} from "../../src/models/cnn/index.ts";
import { networkLayout, networkParams } from "../../src/models/cnn/params.ts";
import { NO_DIGIT, targetsOf } from "../../src/models/cnn/targets.ts";
import { openBackend, ShardNetwork } from "../../src/models/cnn/training.ts";
import { tfjsLayers } from "./tfjs-layers.ts";

const core = loadCore();
const { images, labels } = loadSynth().synthDataset("tidy", 7, 0, 240);

function config(classifier: object = {}): PipelineConfig {
  const layers = [
    { kind: "conv", filters: 5, size: 3 },
    { kind: "max_pool" },
    { kind: "conv", filters: 6, size: 3, padding: "valid" },
    { kind: "max_pool" },
    { kind: "dense", units: 16 },
  ];
  const training = { epochs: 3, batch_size: 16, learning_rate: 0.005 };
  return {
    name: "cnn",
    transforms: [{ kind: "scale" }],
    classifier: { kind: "cnn", layers, ...training, ...classifier },
  } as PipelineConfig;
}

/** Trains in this thread; `order` is the order in which a batch's shards are computed, `stopAfter` a number of checkpoints. */
async function train(pipeline: PipelineConfig, order: number[] = [0, 1, 2, 3], stopAfter = Number.POSITIVE_INFINITY) {
  const network = new ShardNetwork(core, pipeline, { images, labels }, 3);
  const heldOut = heldOutOf(labels, networkParams(core, pipeline).patience, 3);
  const saved: Checkpoint[] = [];
  const gradients = async (weights: Float32Array, shards: Uint32Array[], epoch: number) => {
    const computed: ShardGradient[] = [];
    for (const i of order) computed[i] = network.gradient(weights, shards[i] as Uint32Array, epoch);
    return computed;
  };
  const loss = async (weights: Float32Array, indices: Uint32Array) => network.loss(weights, indices);
  const base = { core, config: pipeline, count: labels.length, heldOut, seed: 3, team: { gradients, loss } };
  const onCheckpoint = async (checkpoint: Checkpoint) => {
    saved.push(checkpoint);
    if (saved.length >= stopAfter) throw new Error("killed");
  };
  const shares: number[] = [];
  const onProgress = ({ share }: { share: number }) => void shares.push(share);
  const trained = await trainNetwork({ ...base, onProgress, onCheckpoint }).catch((error: Error) => error);
  const resumed = async () => {
    const resume = saved.at(-1) as Checkpoint;
    return trainNetwork({ ...base, resume, onProgress: () => {}, onCheckpoint: async () => {} });
  };
  return { trained, resumed, shares, free: () => network.free() };
}

const weightsOf = (trained: unknown) => (trained as TrainedNetwork).weights;

beforeAll(() => openBackend(core));

describe("a network in training", () => {
  it("reads in tfjs as it does in the core, to 1e-5", () => {
    const pipeline = config();
    const json = JSON.stringify(pipeline.classifier);
    const weights = core.initialWeights(json, 1);
    const byCore = withFree(networkPipeline(core, pipeline, weights), (model) => model.predictProba(images));
    const { layers } = networkParams(core, pipeline);
    const byTfjs = tidy(() => {
      const tensors: Tensor[] = networkLayout(core, pipeline).tensors.map(({ shape, offset, size }) =>
        tensor(weights.slice(offset, offset + size), shape),
      );
      const pixels = Float32Array.from(images, (value) => value / 255);
      const x = tensor4d(pixels, [labels.length, 28, 28, 1]);
      const [kernel, bias] = tensors.splice(-2) as [Tensor2D, Tensor];
      return softmax(matMul(tfjsLayers(layers, tensors, x), kernel).add(bias)).dataSync();
    });
    expect(byCore).toHaveLength(labels.length * CLASS_COUNT);
    for (const [i, p] of byCore.entries()) expect(Math.abs(p - (byTfjs[i] as number))).toBeLessThan(1e-5);
  });

  it("has the gradient of its loss", () => {
    const pipeline = config();
    const network = new ShardNetwork(core, pipeline, { images, labels }, 3);
    // Away from 0: there ReLU has no gradient of its own, and paper's outcome is the bias alone.
    const weights = core.initialWeights(JSON.stringify(pipeline.classifier), 1).map((weight) => weight || 0.05);
    const indices = Uint32Array.from({ length: 32 }, (_, i) => i);
    const { gradient } = network.gradient(weights, indices, 0);
    for (const { offset, size } of networkLayout(core, pipeline).tensors) {
      // A change along the gradient of each tensor changes the loss by its squared length.
      const part = gradient.subarray(offset, offset + size);
      const squared = part.reduce((sum, g) => sum + g * g, 0);
      const h = 1e-2 / Math.sqrt(squared);
      const lossAt = (sign: number) => {
        const moved = weights.slice();
        for (let i = 0; i < size; i++)
          moved[offset + i] = (moved[offset + i] as number) + sign * h * (part[i] as number);
        return network.gradient(moved, indices, 0).loss;
      };
      const slope = (lossAt(1) - lossAt(-1)) / (2 * h);
      expect(slope / squared).toBeGreaterThan(0.95);
      expect(slope / squared).toBeLessThan(1.05);
    }
    network.free();
  });

  it("gives the same bytes in whatever order the shards are computed, and others for another seed's distortions", async () => {
    const pipeline = config({ augment: { rotation: 10 }, label_smoothing: 0.05 });
    const [straight, backwards] = [await train(pipeline), await train(pipeline, [3, 1, 0, 2])];
    expect(weightsOf(straight.trained)).toEqual(weightsOf(backwards.trained));
    const plain = await train(config());
    expect(weightsOf(plain.trained)).not.toEqual(weightsOf(straight.trained));
    for (const { free } of [straight, backwards, plain]) free();
  });

  it("learns, and tells how far it has come", async () => {
    const pipeline = config({ epochs: 12 });
    const { trained, shares, free } = await train(pipeline);
    const model = networkPipeline(core, pipeline, weightsOf(trained));
    const proba = model.predictProba(images);
    const right = labels.filter((label, i) => {
      const row = proba.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT);
      return row.indexOf(Math.max(...row)) === label;
    }).length;
    expect(right / labels.length).toBeGreaterThan(0.9);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    model.free();
    free();
  });

  it("goes on from a checkpoint to the bytes of an unbroken training", async () => {
    const pipeline = config({ augment: {} });
    const whole = await train(pipeline);
    for (const stopAfter of [1, 2]) {
      const broken = await train(pipeline, [0, 1, 2, 3], stopAfter);
      expect(broken.trained).toBeInstanceOf(Error);
      expect(weightsOf(await broken.resumed())).toEqual(weightsOf(whole.trained));
      broken.free();
    }
    whole.free();
  });

  it("trains members that differ, the first as it would be alone, and goes on inside any of them to the same bytes", async () => {
    const alone = await train(config({ augment: {} }));
    const pipeline = config({ augment: {}, members: 3, views: 2 });
    const whole = await train(pipeline);
    const weights = weightsOf(whole.trained);
    const size = weightsOf(alone.trained).length;
    const members = [0, 1, 2].map((i) => weights.slice(i * size, (i + 1) * size));
    expect(weights).toHaveLength(3 * size);
    expect(members[0]).toEqual(weightsOf(alone.trained));
    expect(members[1]).not.toEqual(members[0]);
    expect(members[2]).not.toEqual(members[1]);
    expect((whole.trained as TrainedNetwork).facts).toMatchObject({ n_weights: 3 * size, n_epochs: 9 });
    expect(whole.shares.at(-1)).toBe(1);
    expect(whole.shares).toEqual([...whole.shares].sort((a, b) => a - b));
    // Two checkpoints a member, after its first and its second epoch.
    for (const checkpoints of [1, 2, 3, 4, 5, 6]) {
      const broken = await train(pipeline, [0, 1, 2, 3], checkpoints);
      expect(broken.trained).toBeInstanceOf(Error);
      const resumed = await broken.resumed();
      expect(resumed.weights).toEqual(weights);
      expect(resumed.facts).toMatchObject({ n_weights: 3 * size, n_epochs: 9 });
      broken.free();
    }
    withFree(networkPipeline(core, pipeline, weights), (model) => {
      expect(model.facts()).toEqual({ n_weights: 3 * size });
      expect(model.predictProba(images.subarray(0, IMAGE_SIZE))).toHaveLength(CLASS_COUNT);
    });
    alone.free();
    whole.free();
  });

  it("learns to be sure of nothing where there is no digit", async () => {
    const targets = targetsOf(Uint8Array.of(3, NO_DIGIT), 0.1);
    expect(targets[3]).toBeCloseTo(0.91);
    expect(targets.subarray(10)).toEqual(new Float32Array(10).fill(0.1));
    const blank = { images: new Uint8Array(4 * IMAGE_SIZE), labels: new Uint8Array(4).fill(NO_DIGIT) };
    const pipeline = config();
    const network = new ShardNetwork(core, pipeline, blank, 3);
    const unsure = new Float32Array(networkLayout(core, pipeline).n_weights);
    // The entropy of ten equal probabilities is the least that such a target can cost, and no step leads away from it.
    const { loss, gradient } = network.gradient(unsure, Uint32Array.of(0, 1, 2, 3), 0);
    expect(loss).toBeCloseTo(Math.log(10), 5);
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-6);
    network.free();
  });

  const extended = (samples: Samples, params: Parameters<typeof withExtra>[2], seed: number) =>
    withExtra(async () => loadSynth(), samples, params, seed);

  it("refuses samples that no network can learn from", async () => {
    const NONE = { extra: [], patience: 0 };
    const extending = (images: Uint8Array, labels: Uint8Array) => expect(extended({ images, labels }, NONE, 1));
    const two = images.slice(0, 2 * IMAGE_SIZE);
    await extending(two, Uint8Array.of(4, 4)).rejects.toMatchObject({ code: "estimator-single-class" });
    await extending(two, Uint8Array.of(4, 10)).rejects.toMatchObject({ code: "estimator-label" });
    await extending(two, Uint8Array.of(4)).rejects.toMatchObject({ code: "estimator-shape" });
    await extending(two.subarray(1), Uint8Array.of(4, 5)).rejects.toMatchObject({ code: "estimator-shape" });
    await extending(two, Uint8Array.of(4, 5)).resolves.toMatchObject({ labels: Uint8Array.of(4, 5) });
  });

  it("gives what its parameters ask for beside the samples, by the seed", async () => {
    const own = { images: images.slice(0, 2 * IMAGE_SIZE), labels: Uint8Array.of(4, 5) };
    const extra = [{ kind: "synthetic" as const, count: 30 }];
    const [first, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => extended(own, { extra, patience: 0 }, seed)),
    );
    expect(first?.labels).toHaveLength(32);
    expect(first?.images.subarray(0, own.images.length)).toEqual(own.images);
    expect(again).toEqual(first);
    expect(other?.images).not.toEqual(first?.images);
  });

  it("draws and photographs only what it learns from: what early stopping judges by has no part in it", async () => {
    const count = 100;
    const own = { images: images.slice(0, count * IMAGE_SIZE), labels: labels.slice(0, count) };
    const params = { extra: [{ kind: "wild" as const, count: 40 }], patience: 2 };
    const heldOut = heldOutOf(own.labels, params.patience, 3);
    const wild = async (samples: typeof own) => (await extended(samples, params, 3)).images.slice(count * IMAGE_SIZE);
    const blanked = (indices: Iterable<number>) => {
      const blank = own.images.slice();
      for (const i of indices) blank.fill(0, i * IMAGE_SIZE, (i + 1) * IMAGE_SIZE);
      return { images: blank, labels: own.labels };
    };
    expect(heldOut.length).toBeGreaterThan(0);
    expect((await extended(own, params, 3)).labels).toHaveLength(count + 40);
    expect(await wild(blanked(heldOut))).toEqual(await wild(own));
    const learnt = Array.from(own.labels.keys()).filter((i) => !heldOut.includes(i));
    expect(await wild(blanked(learnt.slice(0, 20)))).not.toEqual(await wild(own));
  });

  it("stops where it diverges and says at which step", async () => {
    const { trained, free } = await train(config({ learning_rate: 1e20, warmup_epochs: 0, max_gradient_norm: 1e30 }));
    expect(trained).toMatchObject({ code: "training-diverged" });
    expect((trained as Error).message).toMatch(/step \d+/);
    free();
  });

  it("saves and loads, integers too, and reads the same", () => {
    for (const weights of ["float32", "int8"]) {
      const pipeline = config({ weights });
      const model = networkPipeline(core, pipeline, core.initialWeights(JSON.stringify(pipeline.classifier), 5));
      const loaded = model.constructor as unknown as { load(...args: unknown[]): typeof model };
      const again = loaded.load(core, pipeline, model.save());
      expect(again.predictProba(images.subarray(0, 20 * IMAGE_SIZE))).toEqual(
        model.predictProba(images.subarray(0, 20 * IMAGE_SIZE)),
      );
      expect(again.save()).toEqual(model.save());
      again.free();
      model.free();
    }
  });

  it("refuses a pipeline that gives it anything but scaled pixels, and layers that cannot be", () => {
    const weights = core.initialWeights(JSON.stringify(config().classifier), 1);
    expect(() => networkPipeline(core, { ...config(), transforms: [] }, weights)).toThrow(/"scale"/);
    const pooled = { layers: Array.from({ length: 6 }, () => ({ kind: "max_pool" })) };
    expect(() => networkParams(core, config(pooled))).toThrow(/image to pool/);
    expect(() => networkParams(core, config({ learning_rate: 0 }))).toThrow(/learning_rate/);
    expect(() => networkParams(core, config({ surprise: 1 }))).toThrow(/surprise/);
  });
});
