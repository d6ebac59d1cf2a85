import type { Core } from "@siffra/shared";
import {
  type Checkpoint,
  type EpochFigures,
  heldOutOf,
  networkParams,
  type ShardWorker,
  Team,
  type TrainingProgress,
  trainNetwork,
} from "../../models/cnn/index.ts";
import type { FitJob } from "../../pipeline/index.ts";
import type { Task } from "../pool.ts";
import type { RunningWorker } from "../protocol.ts";
import type { FittedTensors, ModelAt } from "./fit-task.ts";

/** How a training is watched, saved and gone on with. */
export interface NetworkHooks {
  onProgress(progress: TrainingProgress): void;
  /** Told at the end of every epoch, with the share of `watched` that the member reads right. */
  onEpoch(figures: EpochFigures, validationAccuracy: number): void;
  /** Training images that are not learnt from, to tell how it goes. */
  watched: Uint32Array;
  onCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** Where to go on, if anywhere. */
  resume(): Promise<Checkpoint | undefined>;
}

let networkCount = 0;

/**
 * Trains a network: each step's shards are computed by the worker that took the task and by all that have nothing else to do.
 * `use` goes on with the model in the worker that took it.
 */
export function networkTask<T>(
  core: Core,
  job: FitJob,
  hooks: NetworkHooks,
  use: (fitted: FittedTensors, model: ModelAt) => Promise<T>,
): Task<T> {
  const id = `network-${networkCount++}`;
  return async (worker, board) => {
    const started = performance.now();
    const samples = await worker.api.networkSamples(job);
    const team = new Team();
    let isOpen = true;
    // Before this worker has opened its own: each needs half a second to load tfjs.
    board.offer({
      isOpen: () => isOpen && !team.isFull,
      help: async (helper) => {
        await helper.api.openNetwork(id, job, samples);
        await team.join(asShardWorker(helper, id));
        await helper.api.close(id);
      },
    });
    const { config, seed } = job;
    try {
      await worker.api.openNetwork(id, job, samples);
      void team.join(asShardWorker(worker, id));
      const resume = await hooks.resume();
      const trained = await trainNetwork({
        core,
        config,
        seed,
        count: samples.labels.length,
        heldOut: heldOutOf(samples.labels.subarray(0, job.indices.length), networkParams(core, config).patience, seed),
        team,
        ...(resume && { resume }),
        onProgress: hooks.onProgress,
        onEpoch: async (figures) =>
          hooks.onEpoch(figures, await worker.api.accuracy(job, figures.weights, hooks.watched)),
        onCheckpoint: hooks.onCheckpoint,
      });
      const finished = await worker.api.finishNetwork(id, job, trained.weights);
      const transforms = (performance.now() - started) / 1000 - team.wallSeconds;
      const facts = { ...finished.facts, ...trained.facts };
      return await use({ ...finished, facts, seconds: { transforms, classifier: team.seconds } }, { worker, id });
    } finally {
      isOpen = false;
      team.end();
      await worker.api.close(id);
    }
  };
}

/** A worker that has the network `id` open. */
function asShardWorker({ api }: RunningWorker, id: string): ShardWorker {
  return {
    gradient: (weights, indices, epoch) => api.gradient(id, weights, indices, epoch),
    loss: (weights, indices) => api.loss(id, weights, indices),
  };
}
