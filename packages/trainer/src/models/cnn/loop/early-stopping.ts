import { stratifiedSplit } from "../../../evaluation/index.ts";

/** Of the data set's training images, those that early stopping judges by. */
const HELD_OUT_SHARE = 0.05;

/** The epoch with the lowest loss on held-out images so far. */
export interface Best {
  /** Epochs that were done. */
  epoch: number;
  loss: number;
  /** The average of the weights. */
  weights: Float32Array;
}

/** The samples that early stopping judges by; none when there is no early stopping. `labels` are the data set's own. */
export function heldOutOf(labels: Uint8Array, patience: number, seed: number): Uint32Array {
  const count = patience === 0 ? 0 : Math.ceil(labels.length * HELD_OUT_SHARE);
  return stratifiedSplit(labels, count, seed).heldOut;
}

/** The better of the two: the later one only when its loss is lower. */
export function betterOf(best: Best | undefined, found: Best): Best {
  return best !== undefined && best.loss <= found.loss ? best : found;
}

/** Whether `patience` epochs have passed since the best. */
export function isOver(best: Best, epoch: number, patience: number): boolean {
  return epoch - best.epoch >= patience;
}
