import { createRng } from "@siffra/shared";

/** Shards that a batch is cut into. Never the number of workers: the sums, and so the weights, would depend on it. */
export const SHARDS = 4;

/** Whole batches in an epoch; images that do not fill the last one wait for the next epoch's order. */
export function batchesPerEpoch(count: number, batchSize: number): number {
  return Math.max(1, Math.floor(count / batchSize));
}

/** The samples to learn from: all of `count` but those held out. */
export function learntFrom(count: number, heldOut: Uint32Array): Uint32Array {
  const isHeldOut = new Set(heldOut);
  return Uint32Array.from({ length: count }, (_, i) => i).filter((i) => !isHeldOut.has(i));
}

/** The order of samples in an epoch: another one each time, always the same for a seed. */
export function epochOrder(samples: Uint32Array, seed: number, epoch: number): Uint32Array {
  const order = samples.slice();
  createRng((seed + Math.imul(epoch + 1, 0x9e3779b1)) >>> 0).shuffle(order);
  return order;
}

/** The images of a shard: an equal part of its batch. With fewer images than a batch they come more than once. */
export function shardOf(order: Uint32Array, batch: number, batchSize: number, shard: number): Uint32Array {
  const size = batchSize / SHARDS;
  const start = batch * batchSize + shard * size;
  return Uint32Array.from({ length: size }, (_, i) => order[(start + i) % order.length] as number);
}
