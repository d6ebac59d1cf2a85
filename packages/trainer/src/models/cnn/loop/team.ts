import type { ShardGradient } from "../shard.ts";
import { SHARDS } from "./schedule.ts";

/** A value, and the seconds that it took to compute. */
interface Timed<T> {
  value: T;
  seconds: number;
}

/** Whoever computes shards: a thread of Node's or a browser's worker. */
export interface ShardWorker {
  /** As ShardNetwork's `gradient`. */
  gradient(weights: Float32Array, indices: Uint32Array, epoch: number): Promise<Timed<ShardGradient>>;
  /** As ShardNetwork's `loss`. */
  loss(weights: Float32Array, indices: Uint32Array): Promise<Timed<number>>;
}

/** Held-out images whose loss one worker computes at a time. */
const LOSS_ROWS = 256;

/** The workers that compute shards. Who computes which does not matter to what comes out. */
export class Team {
  /** What all have computed. */
  seconds = 0;
  /** What that took on the clock. */
  wallSeconds = 0;
  readonly #workers: ShardWorker[] = [];
  #end = () => {};
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  /** Whether another worker would find no shard left in a step. */
  get isFull(): boolean {
    return this.#workers.length >= SHARDS;
  }

  /** Takes part from the next step on. Resolves when there is nothing more to do. */
  join(worker: ShardWorker): Promise<void> {
    this.#workers.push(worker);
    return this.#ended;
  }

  end(): void {
    this.#end();
  }

  /** The gradients of all shards, in their order. */
  gradients(weights: Float32Array, shards: Uint32Array[], epoch: number): Promise<ShardGradient[]> {
    return this.#share(shards, (worker, indices) => worker.gradient(weights, indices, epoch));
  }

  /** The mean loss of these samples as they are. */
  async loss(weights: Float32Array, indices: Uint32Array): Promise<number> {
    const count = Math.ceil(indices.length / LOSS_ROWS);
    const parts = Array.from({ length: count }, (_, i) => indices.subarray(i * LOSS_ROWS, (i + 1) * LOSS_ROWS));
    const losses = await this.#share(parts, (worker, part) => worker.loss(weights, part.slice()));
    return losses.reduce((sum, loss, i) => sum + loss * (parts[i] as Uint32Array).length, 0) / indices.length;
  }

  /** Every worker takes items until none is left; gives what came of them in the items' order. */
  async #share<T>(
    items: Uint32Array[],
    compute: (worker: ShardWorker, item: Uint32Array) => Promise<Timed<T>>,
  ): Promise<T[]> {
    const started = performance.now();
    const results: T[] = [];
    const left = items.entries();
    const take = async (worker: ShardWorker) => {
      for (const [i, item] of left) {
        const { value, seconds } = await compute(worker, item);
        results[i] = value;
        this.seconds += seconds;
      }
    };
    await Promise.all(this.#workers.map(take));
    this.wallSeconds += (performance.now() - started) / 1000;
    return results;
  }
}
