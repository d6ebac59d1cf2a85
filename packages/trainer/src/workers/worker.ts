import { Worker } from "node:worker_threads";
import { SiffraError } from "@siffra/shared";
import { type Remote, wrap } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import type { WorkerApi, WorkerData } from "./protocol.ts";

/** A running worker thread. */
export interface RunningWorker {
  api: Remote<WorkerApi>;
  /** Rejects when the thread ends; comlink alone would wait for ever for its answer. */
  died: Promise<never>;
  terminate(): Promise<unknown>;
}

export function startWorker(workerData: WorkerData): RunningWorker {
  // tsx compiles the worker's TypeScript whatever started this process, vitest for one.
  const execArgv = ["--import", import.meta.resolve("tsx")];
  const worker = new Worker(new URL("./entry.ts", import.meta.url), { workerData, execArgv });
  const died = new Promise<never>((_, reject) => {
    worker.once("error", (cause) => reject(deathOf(cause.message, cause)));
    worker.once("exit", (code) => reject(deathOf(`it ended with exit code ${code}`)));
  });
  died.catch(() => {}); // whoever waits for a job hears of it; otherwise the worker was told to end
  return { api: wrap<WorkerApi>(nodeEndpoint(worker)), died, terminate: () => worker.terminate() };
}

function deathOf(reason: string, cause?: unknown): SiffraError {
  const advice = "Try again with fewer workers (--workers 1) if memory is short.";
  return new SiffraError("worker-died", `A worker thread ended before its work was done: ${reason}. ${advice}`, { cause });
}
