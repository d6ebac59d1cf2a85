import { Worker } from "node:worker_threads";
import { SiffraError } from "@siffra/shared";
import { wrap } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import type { Samples } from "../../evaluation/index.ts";
import type { RunningWorker, WorkerApi } from "../protocol.ts";

/** What every thread gets at its start. The arrays lie in shared memory: nothing is copied. */
export interface WorkerData {
  /** Normalised training images; a job names those that it uses by index. */
  train: Samples;
  /** One Int32: 1 asks every thread to stop. */
  cancelFlag: SharedArrayBuffer;
}

// On Node 20 tsx does not reach a worker's first file (privatenumber/tsx#354), so that file is this line, which
// registers tsx inside the thread and then imports the TypeScript.
const ENTRY = new URL("./entry.ts", import.meta.url).href;
const BOOT = `import("${import.meta.resolve("tsx/esm/api")}").then((tsx) => (tsx.register(), import("${ENTRY}")))`;

export function startWorker(workerData: WorkerData): RunningWorker {
  const worker = new Worker(BOOT, { eval: true, workerData, execArgv: [] });
  const died = new Promise<never>((_, reject) => {
    worker.once("error", (cause) => reject(deathOf(cause.message, cause)));
    worker.once("exit", (code) => reject(deathOf(`it ended with exit code ${code}`)));
  });
  died.catch(() => {}); // whoever waits for a job hears of it; otherwise the worker was told to end
  return { api: wrap<WorkerApi>(nodeEndpoint(worker)), died, terminate: () => worker.terminate() };
}

function deathOf(reason: string, cause?: unknown): SiffraError {
  const advice = "Try again with fewer workers (--workers 1) if memory is short.";
  return new SiffraError("worker-died", `A worker thread ended before its work was done: ${reason}. ${advice}`, {
    cause,
  });
}
