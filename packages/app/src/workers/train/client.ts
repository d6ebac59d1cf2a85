import { type RunEvent, registerErrorTransfer, SiffraError } from "@siffra/shared";
import { proxy, wrap } from "comlink";
import { crashOf } from "../crashOf.ts";
import type { TrainApi, TrainedBundle, TrainRequest } from "./protocol.ts";

registerErrorTransfer();

export interface Training {
  /** Rejects with code "worker-died" when the worker ends, else with what the training threw. */
  result: Promise<TrainedBundle>;
  /** Resolves when nothing is at work any more, or all may go on. */
  setPaused(isPaused: boolean): Promise<void>;
  /** Ends it at once, with all its workers. */
  end(): void;
}

/** Starts a training in a worker of its own. */
export function startTraining(request: TrainRequest, onEvent: (event: RunEvent) => void): Training {
  const worker = new Worker(new URL("./train.worker.ts", import.meta.url), { type: "module", name: "train" });
  const api = wrap<TrainApi>(worker);
  const crashed = crashOf(
    worker,
    (message) => new SiffraError("worker-died", `The worker that trains ended: ${message}. Try again.`),
  );
  const end = () => worker.terminate();
  return {
    result: Promise.race([api.train(request, proxy(onEvent)), crashed]).finally(end),
    setPaused: (isPaused) => api.setPaused(isPaused),
    end,
  };
}
