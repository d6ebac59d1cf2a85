import { Pipeline, type PipelineConfig, SiffraError, sha256Hex, withFree } from "@siffra/shared";
import { loadCore, loadSynth } from "@siffra/shared/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { gather, splitTraining } from "../../src/evaluation/index.ts";
import type { FitJob } from "../../src/pipeline/index.ts";
import { type FittedTensors, fitTask, type OnJobProgress, toShared, type WorkerPool } from "../../src/workers/index.ts";
import { startPool } from "../../src/workers/node/index.ts";
import { startWorker, type WorkerData } from "../../src/workers/node/worker.ts";
import { PartQueue } from "../../src/workers/tasks/parts.ts";

const core = loadCore();
const drawn = loadSynth().synthDataset("tidy", 1, 0, 400);
const samples = { images: toShared(core.normaliseMnist(drawn.images)), labels: toShared(drawn.labels) };
const split = splitTraining(samples.labels, 0.25, 1);

const scale = { kind: "scale" } as const;
const QUICK: PipelineConfig[] = [
  { name: "a", transforms: [scale], classifier: { kind: "logistic_regression" } },
  { name: "b", transforms: [scale, { kind: "pca", n_components: 15 }], classifier: { kind: "svc", C: 5 } },
  { name: "c", transforms: [], classifier: { kind: "random_forest", n_estimators: 10 } },
];
/** Would take minutes: no gradient is ever that small. */
const ENDLESS: PipelineConfig = {
  name: "endless",
  transforms: [scale],
  classifier: { kind: "logistic_regression", C: 1e6, tol: 1e-30, max_iter: 1_000_000 },
};

const job = (config: PipelineConfig): FitJob => ({ config, seed: 1, indices: split.fit });
const fit = (config: PipelineConfig, onProgress: OnJobProgress = () => {}) =>
  fitTask(job(config), onProgress, async (fitted): Promise<FittedTensors> => fitted);

let pool: WorkerPool;
function openPool(size: number, signal = new AbortController().signal): WorkerPool {
  pool = startPool(size, samples, signal);
  return pool;
}
afterEach(() => pool.close());

describe("WorkerPool", () => {
  it("gives the same models in the same order with one worker, two and four, as without any", async () => {
    const sums = async (size: number) => {
      const models = await openPool(size).run(QUICK.map((config) => fit(config)));
      await pool.close();
      return models.map(({ tensors }) => sha256Hex(tensors));
    };
    const alone = QUICK.map((config) => {
      const data = gather(samples, split.fit);
      const fitted = Pipeline.fit(core, config, data, { seed: 1, onProgress: () => true });
      return sha256Hex(withFree(fitted, (pipeline) => pipeline.save()));
    });
    expect(new Set(alone).size).toBe(QUICK.length);
    for (const size of [1, 2, 4]) expect(await sums(size)).toEqual(alone);
  });

  it("shares the parts of one model among all workers", async () => {
    const [trees] = QUICK.filter((config) => config.classifier.kind === "random_forest") as [PipelineConfig];
    const tasks = [fit({ ...trees, classifier: { ...trees.classifier, n_estimators: 300 } })];
    const joined = vi.spyOn(PartQueue.prototype, "taker");
    await openPool(2).run(tasks);
    expect(joined).toHaveBeenCalledTimes(2);
    joined.mockRestore();
  });

  it("predicts in all workers what one alone predicts", async () => {
    const config = QUICK[1] as PipelineConfig;
    const [fitted] = (await openPool(1).run([fit(config)])) as [FittedTensors];
    await pool.openTest(samples);
    const alone = await pool.predict(config, fitted.tensors);
    await pool.close();
    expect(alone.value).toHaveLength(10 * samples.labels.length);
    const shared = openPool(3);
    await shared.openTest(samples);
    expect((await shared.predict(config, fitted.tensors)).value).toEqual(alone.value);
  });

  it("reports progress while a job runs, up to the end", async () => {
    const shares = new Map<string, number[]>();
    const onProgress: OnJobProgress = (step, share) => {
      shares.set(step, [...(shares.get(step) ?? []), share]);
    };
    await openPool(2).run([fit(QUICK[1] as PipelineConfig, onProgress)]);
    expect([...shares.keys()]).toEqual(["scale", "pca", "svc"]);
    const ofParts = shares.get("svc") as number[];
    expect(ofParts).toEqual(ofParts.toSorted((a, b) => a - b));
    expect(ofParts.at(-1)).toBeCloseTo(1);
  });

  it("passes an error on with its code", async () => {
    const wrong: PipelineConfig = { ...ENDLESS, classifier: { kind: "logistic_regression", C: -1 } };
    await expect(openPool(1).run([fit(wrong)])).rejects.toMatchObject({ code: "estimator-parameter" });
  });

  it("stops within a second when it is cancelled in the middle of a job", async () => {
    const controller = new AbortController();
    let cancelledAt = 0;
    const onProgress: OnJobProgress = (step) => {
      if (step !== "logistic_regression" || cancelledAt > 0) return;
      cancelledAt = performance.now();
      controller.abort();
    };
    const run = openPool(2, controller.signal).run([fit(ENDLESS, onProgress), fit(ENDLESS)]);
    expect(await run.catch((error: unknown) => error)).toMatchObject({ code: "cancelled" });
    expect(performance.now() - cancelledAt).toBeLessThan(1000);
  });

  it("says so when a worker dies in the middle of a job", async () => {
    const run = openPool(1).run([fit(ENDLESS)]);
    const outcome = run.catch((error: unknown) => error);
    await pool.close();
    expect(await outcome).toMatchObject({ name: "SiffraError", code: "worker-died" });
  });
});

it("a worker that cannot start is an error, not a wait for ever", async () => {
  const worker = startWorker(null as unknown as WorkerData);
  await expect(worker.died).rejects.toThrow(SiffraError);
  await expect(worker.died).rejects.toMatchObject({ code: "worker-died" });
});
