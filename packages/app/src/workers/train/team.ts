import { SiffraError } from "@siffra/shared";
import { type makeWorkerApi, type RunningWorker, type WorkerApi, WorkerPool } from "@siffra/trainer/browser";
import { wrap } from "comlink";
import { crashOf } from "../crashOf.ts";
import type { Gate } from "./gate.ts";

/** More workers than this take more memory than time they save: each holds the images, and what the model makes of them. */
const MOST_WORKERS = 4;

type Train = Parameters<typeof makeWorkerApi>[0]["train"];

/** What a part worker gets at its start. The port is there before the worker has its core, so no call is lost. */
export interface PartStart {
  train: Train;
  port: MessagePort;
}

function start(train: Train, gate: Gate): RunningWorker {
  const worker = new Worker(new URL("./part.worker.ts", import.meta.url), { type: "module", name: "training" });
  const { port1, port2 } = new MessageChannel();
  const died = crashOf(
    worker,
    (message) => new SiffraError("worker-died", `A worker ended before its work was done: ${message}. Try again.`),
  );
  const message: PartStart = { train, port: port2 };
  worker.postMessage(message, [port2]);
  return { api: gate.guard(wrap<WorkerApi>(port1)), died, terminate: () => worker.terminate() };
}

/** A pool of as many workers as the device has cores. What they give does not depend on how many they are. */
export function startTeam(train: Train, gate: Gate, signal: AbortSignal): WorkerPool {
  const size = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);
  return new WorkerPool(
    Array.from({ length: size }, () => start(train, gate)),
    signal,
  );
}
