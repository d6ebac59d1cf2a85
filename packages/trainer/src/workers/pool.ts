import { CLASS_COUNT, type PipelineConfig, registerErrorTransfer } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import { Board } from "./board.ts";
import { cancelled } from "./cancelled.ts";
import type { RunningWorker, Timed } from "./protocol.ts";

/** One job: what to ask of the worker that takes it. A large one offers shares of itself on the board. */
export type Task<T> = (worker: RunningWorker, board: Board) => Promise<T>;

// Jobs look at the flag every few hundred milliseconds; one that has not stopped by then is ended from outside.
const CANCEL_GRACE_MS = 600;

/** Test images that a worker predicts between two looks at what is left: a block of the pipeline's. */
const PREDICT_ROWS = 1000;

/** A fixed number of workers that take jobs from a queue. What a job gives does not depend on which takes it. */
export class WorkerPool {
  readonly #workers: RunningWorker[];
  #testCount = 0;
  readonly #cancelled: Promise<never>;

  #grace: ReturnType<typeof setTimeout> | undefined;

  /** @param onCancel asks running jobs to stop, where there is a way to */
  constructor(workers: RunningWorker[], signal: AbortSignal, onCancel: () => void = () => {}) {
    registerErrorTransfer();
    this.#workers = workers;
    this.#cancelled = new Promise((_, reject) => {
      const cancel = () => {
        onCancel();
        const end = () => reject(cancelled());
        this.#grace = setTimeout(end, CANCEL_GRACE_MS);
      };
      if (signal.aborted) cancel();
      else signal.addEventListener("abort", cancel, { once: true });
    });
    this.#cancelled.catch(() => {}); // heard by those who wait for a job
  }

  /** Resolves when every worker has loaded its core. */
  async ready(): Promise<void> {
    await this.#onEach((worker) => worker.api.ready());
  }

  /** Hands the test images to every worker. A run does so once, when all that is chosen has been chosen. */
  async openTest(test: Samples): Promise<void> {
    this.#testCount = test.labels.length;
    await this.#onEach((worker) => worker.api.openTest(test));
  }

  /**
   * Runs the tasks, starting them in order, and gives their results in order. Workers without a task help the others.
   * Rejects at the first failure.
   */
  async run<T>(tasks: readonly Task<T>[]): Promise<T[]> {
    const results = new Array<T>(tasks.length);
    const queue = tasks.entries();
    const board = new Board(this.#workers.length > 1);
    let running = tasks.length;
    await this.#onEach(async (worker) => {
      // Every worker draws from the same iterator, so each task is taken once.
      for (const [i, task] of queue) {
        results[i] = await task(worker, board);
        if (--running === 0) board.close();
      }
      if (running === 0) board.close();
      for (let work = await board.next(); work; work = await board.next()) await work.help(worker);
    });
    return results;
  }

  /** Probabilities of all test images before calibration, n * 10, and the seconds it took once the model was loaded. */
  async predict(config: PipelineConfig, tensors: Uint8Array): Promise<Timed<Float32Array>> {
    const id = "predict";
    const proba = new Float32Array(this.#testCount * CLASS_COUNT);
    await this.#onEach((worker) => worker.api.load(id, config, tensors));
    const started = performance.now();
    let next = 0;
    await this.#onEach(async (worker) => {
      while (next < this.#testCount) {
        const start = next;
        next = Math.min(start + PREDICT_ROWS, this.#testCount);
        proba.set(await worker.api.predict(id, start, next), start * CLASS_COUNT);
      }
    });
    const seconds = (performance.now() - started) / 1000;
    await this.#onEach((worker) => worker.api.close(id));
    return { value: proba, seconds };
  }

  /** Ends every worker, in the middle of a job too. */
  async close(): Promise<void> {
    clearTimeout(this.#grace);
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** Lets every worker do something at the same time; rejects when one fails or dies, or all is cancelled. */
  async #onEach(use: (worker: RunningWorker) => Promise<void>): Promise<void> {
    const guarded = (worker: RunningWorker) => Promise.race([use(worker), worker.died, this.#cancelled]);
    await Promise.all(this.#workers.map(guarded));
  }
}
