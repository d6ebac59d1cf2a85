import { registerErrorTransfer, SiffraError } from "@siffra/shared";
import type { Remote } from "comlink";
import type { WorkerApi, WorkerData } from "./protocol.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

/** One job: what to ask of the worker that takes it. */
export type Task<T> = (worker: Remote<WorkerApi>) => Promise<T>;

// Jobs look at the flag every few hundred milliseconds; one that has not stopped by then is ended from outside.
const CANCEL_GRACE_MS = 600;

/** A fixed number of worker threads that take jobs from a queue. What a job gives does not depend on which takes it. */
export class WorkerPool {
  readonly #workers: RunningWorker[];
  readonly #cancelFlag: Int32Array;
  readonly #cancelled: Promise<never>;

  constructor(size: number, data: Omit<WorkerData, "cancelFlag">, signal: AbortSignal) {
    registerErrorTransfer();
    const cancelFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.#cancelFlag = new Int32Array(cancelFlag);
    this.#workers = Array.from({ length: size }, () => startWorker({ ...data, cancelFlag }));
    this.#cancelled = new Promise((_, reject) => {
      const cancel = () => {
        Atomics.store(this.#cancelFlag, 0, 1);
        setTimeout(() => reject(new SiffraError("cancelled", "Cancelled: nothing was kept.")), CANCEL_GRACE_MS).unref();
      };
      if (signal.aborted) cancel();
      else signal.addEventListener("abort", cancel, { once: true });
    });
    this.#cancelled.catch(() => {}); // heard by those who wait for a job
  }

  /** Runs the tasks, starting them in order, and gives their results in order. Rejects at the first failure. */
  async run<T>(tasks: readonly Task<T>[]): Promise<T[]> {
    const results = new Array<T>(tasks.length);
    const queue = tasks.entries();
    const serve = async (worker: RunningWorker) => {
      // Every worker draws from the same iterator, so each task is taken once.
      for (const [i, task] of queue) {
        results[i] = await Promise.race([task(worker.api), worker.died, this.#cancelled]);
      }
    };
    await Promise.all(this.#workers.map(serve));
    return results;
  }

  /** Ends every thread, in the middle of a job too. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
