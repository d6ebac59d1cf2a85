import { transfer } from "comlink";
import type { FitJob } from "../../pipeline/index.ts";
import type { Task } from "../pool.ts";
import type { FinishedModel, OnJobProgress, RunningWorker } from "../protocol.ts";
import { SharedFit } from "./shared-fit.ts";

/** A model that was just fitted. */
export interface FittedTensors extends FinishedModel {
  /** What all workers together computed for it; a fit that was shared takes less time than this on the clock. */
  seconds: {
    /** With taking the samples. */
    transforms: number;
    /** With planning its parts. */
    classifier: number;
  };
}

/** A worker that has a model open under a name, for what comes next. */
export interface ModelAt {
  worker: RunningWorker;
  id: string;
}

let fitCount = 0;

/**
 * Fits one model: one worker opens the fit and finishes it, others run some of its parts when they have nothing else to
 * do. `use` goes on with the model in the worker that has it.
 */
export function fitTask<T>(
  job: FitJob,
  onProgress: OnJobProgress,
  use: (fitted: FittedTensors, model: ModelAt) => Promise<T>,
): Task<T> {
  const id = `fit-${fitCount++}`;
  return async (worker, board) => {
    const fit = new SharedFit(id, job, onProgress);
    const transforms = await fit.open(worker, board);
    const results = await fit.run(worker);
    const moved = results.map((part) => part.buffer);
    const finished = await worker.api.finish(id, transfer(results, moved));
    const seconds = { transforms, classifier: fit.seconds + finished.seconds };
    try {
      return await use({ ...finished.value, seconds }, { worker, id });
    } finally {
      await worker.api.close(id);
    }
  };
}
