import type { Core } from "@siffra/shared";
import {
  type Checkpoint,
  SHARDS,
  type ShardGradient,
  type TrainingProgress,
  trainNetwork,
} from "../models/cnn/index.ts";
import type { FitJob } from "../pipeline/index.ts";
import type { FittedTensors, ModelAt } from "./fit-task.ts";
import type { Task } from "./pool.ts";
import type { RunningWorker } from "./worker.ts";

/** How a training is watched, saved and gone on with. */
export interface NetworkHooks {
  onProgress(progress: TrainingProgress): void;
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
    const team = new Team(id);
    await worker.api.openNetwork(id, job, samples);
    team.join(worker);
    let isOpen = true;
    board.offer({
      isOpen: () => isOpen && !team.isFull,
      help: async (helper) => {
        await helper.api.openNetwork(id, job, samples);
        await team.joinUntilEnd(helper);
        await helper.api.close(id);
      },
    });
    const { config, seed } = job;
    try {
      const resume = await hooks.resume();
      const trained = await trainNetwork({
        core,
        config,
        seed,
        count: samples.labels.length,
        gradients: (weights, shards, epoch) => team.gradients(weights, shards, epoch),
        ...(resume && { resume }),
        onProgress: hooks.onProgress,
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

/** The workers that compute shards. Who computes which does not matter to what comes out. */
class Team {
  /** What all have computed. */
  seconds = 0;
  /** What that took on the clock. */
  wallSeconds = 0;
  readonly #id: string;
  readonly #workers: RunningWorker[] = [];
  #end = () => {};
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(id: string) {
    this.#id = id;
  }

  /** Whether another worker would find no shard left in a step. */
  get isFull(): boolean {
    return this.#workers.length >= SHARDS;
  }

  join(worker: RunningWorker): void {
    this.#workers.push(worker);
  }

  joinUntilEnd(worker: RunningWorker): Promise<void> {
    this.join(worker);
    return this.#ended;
  }

  end(): void {
    this.#end();
  }

  /** The gradients of all shards, in their order. */
  async gradients(weights: Float32Array, shards: Uint32Array[], epoch: number): Promise<ShardGradient[]> {
    const started = performance.now();
    const results: ShardGradient[] = [];
    const left = shards.entries();
    const take = async ({ api }: RunningWorker) => {
      for (const [shard, indices] of left) {
        const { value, seconds } = await api.gradient(this.#id, weights, indices, epoch);
        results[shard] = value;
        this.seconds += seconds;
      }
    };
    await Promise.all(this.#workers.map(take));
    this.wallSeconds += (performance.now() - started) / 1000;
    return results;
  }
}
