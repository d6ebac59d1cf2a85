import { type PipelineConfig, SiffraError, sha256Hex } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { proxy } from "comlink";
import { afterEach, describe, expect, it } from "vitest";
import { splitTraining } from "../src/evaluation/index.ts";
import type { FittedModel } from "../src/pipeline/index.ts";
import { type OnJobProgress, type Task, toShared, WorkerPool } from "../src/workers/index.ts";
import type { WorkerData } from "../src/workers/protocol.ts";
import { startWorker } from "../src/workers/worker.ts";

const core = loadCore();
const drawn = core.synthDataset("tidy", 1, 0, 400);
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

const silent: OnJobProgress = proxy(() => {});
const fit =
  (config: PipelineConfig, onProgress = silent): Task<FittedModel> =>
  (worker) =>
    worker.fit({ config, seed: 1, split }, onProgress);

let pool: WorkerPool;
function openPool(size: number, signal = new AbortController().signal): WorkerPool {
  pool = new WorkerPool(size, { train: samples, test: samples }, signal);
  return pool;
}
afterEach(() => pool.close());

describe("WorkerPool", () => {
  it("gives the same models in the same order with one worker and with three", async () => {
    const sums = async (size: number) => {
      const models = await openPool(size).run(QUICK.map((config) => fit(config)));
      await pool.close();
      return models.map(({ tensors, calibration, validation }) => [sha256Hex(tensors), calibration, validation]);
    };
    const alone = await sums(1);
    expect(alone).toHaveLength(3);
    expect(await sums(3)).toEqual(alone);
  });

  it("reports progress while a job runs", async () => {
    const steps = new Set<string>();
    const onProgress = proxy((step: string) => void steps.add(step));
    await openPool(1).run([fit(QUICK[1] as PipelineConfig, onProgress)]);
    expect([...steps]).toEqual(["scale", "pca", "svc", "validation"]);
  });

  it("passes an error on with its code", async () => {
    const wrong: PipelineConfig = { ...ENDLESS, classifier: { kind: "logistic_regression", C: -1 } };
    await expect(openPool(1).run([fit(wrong)])).rejects.toMatchObject({ code: "estimator-parameter" });
  });

  it("stops within a second when it is cancelled in the middle of a job", async () => {
    const controller = new AbortController();
    let cancelledAt = 0;
    const onProgress = proxy((step: string) => {
      if (step !== "logistic_regression" || cancelledAt > 0) return;
      cancelledAt = performance.now();
      controller.abort();
    });
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
