import { readFileSync, writeFileSync } from "node:fs";
import { predictedLabels, sha256Hex } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import type { Samples } from "../../../evaluation/index.ts";
import { fitTask, type NetworkHooks, networkTask, type WorkerPool } from "../../../workers/index.ts";
import { startPool } from "../../../workers/node/index.ts";
import { peakMemoryMb } from "../memory.ts";
import { readNpy, writeNpy } from "../npy.ts";
import type { Job, Result, SampleFiles } from "./protocol.ts";

/** Nothing is watched, kept or gone on with. */
const NO_HOOKS: NetworkHooks = { onProgress: () => {}, onCheckpoint: async () => {}, resume: async () => undefined };

type JobOf<K extends Job["kind"]> = Extract<Job, { kind: K }>;

/** Fits a pipeline as a run does, parts of it in every worker. */
export async function runFit(job: JobOf<"fit">): Promise<Result<"fit">> {
  const train = readSamples(job.train, job.rows);
  return withPool(job.workers, train, async (pool, startSeconds) => {
    const indices = Uint32Array.from({ length: train.labels.length }, (_, i) => i);
    const fit = { config: job.config, seed: job.seed, indices };
    const keep = async (fitted: Parameters<Parameters<typeof fitTask>[2]>[0]) => fitted;
    const started = performance.now();
    const isNetwork = job.config.classifier.kind === "cnn";
    const task = isNetwork ? networkTask(loadCore(), fit, NO_HOOKS, keep) : fitTask(fit, () => {}, keep);
    const [fitted] = await pool.run([task]);
    const seconds = secondsSince(started);
    if (!fitted) throw new Error("a task gave nothing");
    const peak = peakMemoryMb();
    writeFileSync(job.model, fitted.tensors);
    return {
      startSeconds,
      seconds,
      featureSeconds: fitted.seconds.transforms,
      modelBytes: fitted.tensors.length,
      modelSha256: sha256Hex(fitted.tensors),
      peakMemoryMb: peak,
    };
  });
}

/** Predicts all test images with a saved model, twice. */
export async function runPredict(job: JobOf<"predict">): Promise<Result<"predict">> {
  const test = readSamples(job.test);
  const tensors = new Uint8Array(readFileSync(job.model));
  return withPool(job.workers, noSamples(), async (pool, startSeconds) => {
    await pool.openTest(test);
    const first = await pool.predict(job.config, tensors);
    const second = await pool.predict(job.config, tensors);
    const labels = predictedLabels(first.value);
    writeNpy(job.predictions, labels, [labels.length]);
    const right = labels.filter((label, i) => label === test.labels[i]).length;
    return {
      startSeconds,
      seconds: first.seconds,
      warmSeconds: second.seconds,
      accuracy: right / labels.length,
      peakMemoryMb: peakMemoryMb(),
    };
  });
}

async function withPool<T>(
  workers: number,
  train: Samples,
  use: (pool: WorkerPool, startSeconds: number) => Promise<T>,
): Promise<T> {
  const started = performance.now();
  // The parent ends the whole process when it is cancelled.
  const pool = startPool(workers, train, new AbortController().signal);
  try {
    await pool.ready();
    return await use(pool, secondsSince(started));
  } finally {
    await pool.close();
  }
}

function readSamples({ x, y }: SampleFiles, rows?: number): Samples {
  return { images: readNpy(x, Uint8Array, rows).values, labels: readNpy(y, Uint8Array, rows).values };
}

const noSamples = (): Samples => ({ images: new Uint8Array(), labels: new Uint8Array() });

const secondsSince = (started: number) => (performance.now() - started) / 1000;
