import { type PipelineConfig, sha256Hex, withFree } from "@siffra/shared";
import { loadCore, loadSynth } from "@siffra/shared/node";
import { afterEach, describe, expect, it } from "vitest";
import { gather, type Samples, splitTraining } from "../../src/evaluation/index.ts";
import { networkPipeline } from "../../src/models/cnn/index.ts";
import { openBackend, scoreNetwork, trainAlone } from "../../src/models/cnn/training.ts";
import {
  type FittedTensors,
  foldTask,
  type NetworkHooks,
  networkTask,
  toShared,
  type WorkerPool,
} from "../../src/workers/index.ts";
import { startPool } from "../../src/workers/node/index.ts";

const core = loadCore();
const drawn = loadSynth().synthDataset("tidy", 1, 0, 400);
const samples = { images: toShared(core.normaliseMnist(drawn.images)), labels: toShared(drawn.labels) };
const split = splitTraining(samples.labels, 0.25, 1);

const config: PipelineConfig = {
  name: "cnn",
  transforms: [{ kind: "scale" }],
  classifier: {
    kind: "cnn",
    layers: [{ kind: "conv", filters: 4, size: 3 }, { kind: "max_pool" }, { kind: "dense", units: 12 }],
    ...{ epochs: 4, batch_size: 20, augment: { rotation: 10 }, extra: [{ kind: "synthetic", count: 50 }], patience: 2 },
  },
};
/** Would take an hour. */
const ENDLESS: PipelineConfig = { ...config, classifier: { ...config.classifier, epochs: 1000, patience: 0 } };

const HOOKS: NetworkHooks = {
  onProgress() {},
  onEpoch() {},
  watched: split.temperature,
  async onCheckpoint() {},
  resume: async () => undefined,
};
const train = (config: PipelineConfig, hooks: Partial<NetworkHooks> = {}) =>
  networkTask(
    core,
    { config, seed: 1, indices: split.fit },
    { ...HOOKS, ...hooks },
    async (fitted): Promise<FittedTensors> => fitted,
  );

let pool: WorkerPool;
function openPool(size: number, signal = new AbortController().signal, train: Samples = samples): WorkerPool {
  pool = startPool(size, train, signal);
  return pool;
}
afterEach(() => pool?.close());

describe("a network in a pool of workers", () => {
  it("is the same with one, two and four workers as in this thread", async () => {
    await openBackend(core);
    const own = gather(samples, split.fit);
    const alone = await trainAlone(core, {
      config,
      seed: 1,
      samples: own,
      loadSynth: async () => loadSynth(),
      onProgress() {},
    });
    const expected = sha256Hex(withFree(networkPipeline(core, config, alone.weights), (model) => model.save()));
    for (const size of [1, 2, 4]) {
      const [fitted] = (await openPool(size).run([train(config)])) as [FittedTensors];
      await pool.close();
      expect(sha256Hex(fitted.tensors)).toBe(expected);
      expect(fitted.facts).toMatchObject({ n_weights: alone.weights.length, n_epochs: alone.facts.n_epochs });
      expect(fitted.facts.images_per_second).toBeGreaterThan(0);
    }
  });

  it("tells loss and speed after every step, and after every epoch how it reads held-out images", async () => {
    const told: Parameters<NetworkHooks["onProgress"]>[0][] = [];
    const epochs: { epoch: number; loss: number; accuracy: number }[] = [];
    const hooks: Partial<NetworkHooks> = {
      onProgress: (progress) => void told.push(progress),
      onEpoch: ({ epoch, loss }, accuracy) => void epochs.push({ epoch, loss, accuracy }),
    };
    const [fitted] = (await openPool(2).run([train(config, hooks)])) as [FittedTensors];
    const shares = told.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const [first, last] = [told.at(0), told.at(-1)];
    expect(last?.loss).toBeLessThan(first?.loss as number);
    expect(last?.imagesPerSecond).toBeGreaterThan(0);
    expect(epochs.map(({ epoch }) => epoch)).toEqual(epochs.map((_, i) => i + 1));
    expect(epochs).toHaveLength(fitted.facts.n_epochs as number);
    expect(epochs.at(-1)?.loss).toBe(last?.loss);
    const accuracies = epochs.map(({ accuracy }) => accuracy);
    expect(Math.max(...accuracies)).toBeGreaterThan(0.5);
    expect(Math.max(...accuracies)).toBeLessThanOrEqual(1);
  });

  it("stops within a second when it is cancelled", async () => {
    const controller = new AbortController();
    let cancelledAt = 0;
    const onProgress = () => {
      if (cancelledAt > 0) return;
      cancelledAt = performance.now();
      controller.abort();
    };
    const run = openPool(2, controller.signal).run([train(ENDLESS, { onProgress })]);
    expect(await run.catch((error: unknown) => error)).toMatchObject({ code: "cancelled" });
    expect(performance.now() - cancelledAt).toBeLessThan(1000);
  });

  it("says so when a worker dies, and goes on from its last checkpoint in another pool to the same bytes", async () => {
    const [unbroken] = (await openPool(1).run([train(config)])) as [FittedTensors];
    await pool.close();
    let checkpoint: Awaited<ReturnType<NetworkHooks["resume"]>>;
    const onCheckpoint: NetworkHooks["onCheckpoint"] = async (saved) => {
      checkpoint = saved;
      await pool.close();
    };
    const outcome = openPool(2)
      .run([train(config, { onCheckpoint })])
      .catch((error: unknown) => error);
    expect(await outcome).toMatchObject({ code: "worker-died" });
    expect(checkpoint?.epoch).toBe(1);
    const [resumed] = (await openPool(2).run([train(config, { resume: async () => checkpoint })])) as [FittedTensors];
    expect(sha256Hex(resumed.tensors)).toBe(sha256Hex(unbroken.tensors));
  });

  it("passes on what is wrong with the samples", async () => {
    const ones = { images: samples.images, labels: new Uint8Array(samples.labels.length).fill(1) };
    const run = openPool(1, new AbortController().signal, ones).run([train(config)]);
    await expect(run).rejects.toMatchObject({ code: "estimator-single-class" });
  });

  it("is scored in a fold as in this thread, by what the fold holds out", async () => {
    await openBackend(core);
    const fold = { kept: split.fit, heldOut: split.temperature };
    const job = { config, seed: 1, fold, sharedAs: null };
    const [score] = await openPool(1).run([foldTask(job)]);
    const scored = { ...job, loadSynth: async () => loadSynth() };
    const alone = await scoreNetwork(core, samples, scored, () => {});
    for (const figure of ["accuracy", "trainAccuracy", "bytes"] as const) expect(score?.[figure]).toBe(alone[figure]);
    expect(score?.accuracy).toBeGreaterThan(0.5);
    const stop = () => {
      throw new Error("enough");
    };
    await expect(scoreNetwork(core, samples, scored, stop)).rejects.toThrow("enough");
    expect(score?.bytes).toBeGreaterThan(12 * (13 * 13 * 4 + 10));
  });
});
