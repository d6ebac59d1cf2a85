import type { Samples } from "../../evaluation/index.ts";
import { WorkerPool } from "../pool.ts";
import { startWorker } from "./worker.ts";

/** A pool of `size` threads. `train` lies in shared memory. */
export function startPool(size: number, train: Samples, signal: AbortSignal): WorkerPool {
  const cancelFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const workers = Array.from({ length: size }, () => startWorker({ train, cancelFlag }));
  return new WorkerPool(workers, signal, () => Atomics.store(new Int32Array(cancelFlag), 0, 1));
}
