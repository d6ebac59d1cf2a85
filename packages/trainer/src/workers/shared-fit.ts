import { proxy } from "comlink";
import type { FitJob, TransformedSamples } from "../pipeline/index.ts";
import { PartQueue } from "./parts.ts";
import type { OnJobProgress } from "./protocol.ts";
import type { RunningWorker } from "./worker.ts";

// Joining costs a plan of its own, some tenths of a second: not for the last few parts.
const LEAST_SHARE_TO_JOIN = 0.1;

/** The parts of one fit while several workers run them. */
export class SharedFit {
  /** What all workers together have computed. */
  seconds = 0;
  readonly #id: string;
  readonly #job: FitJob;
  readonly #queue: PartQueue;
  readonly #onProgress: OnJobProgress;
  readonly #shares: Float64Array;
  readonly #results: Uint8Array[];
  readonly #helpers: Promise<void>[] = [];

  constructor(id: string, job: FitJob, parts: number, onProgress: OnJobProgress) {
    this.#id = id;
    this.#job = job;
    this.#queue = new PartQueue(parts);
    this.#onProgress = onProgress;
    this.#shares = new Float64Array(parts);
    this.#results = new Array(parts);
  }

  /** Runs parts in the worker that opened the fit, waits for those of others, and gives what all gave, in their order. */
  async run(worker: RunningWorker): Promise<Uint8Array[]> {
    await this.#takeParts(worker);
    await Promise.all(this.#helpers);
    return this.#results;
  }

  isWorthJoining(): boolean {
    return this.#queue.left >= Math.max(2, LEAST_SHARE_TO_JOIN * this.#queue.count);
  }

  /** Joins with another worker and takes parts until none is left. */
  help(helper: RunningWorker, samples: TransformedSamples): Promise<void> {
    const helping = this.#joinAndTakeParts(helper, samples);
    this.#helpers.push(helping);
    return helping;
  }

  /** Told by any of the workers how far a part has come; tells how far all have. */
  report(part: number, share: number): void {
    // A worker's report may come after the part's result.
    this.#shares[part] = Math.max(share, this.#shares[part] ?? 0);
    const done = this.#shares.reduce((sum, share) => sum + share, 0);
    this.#onProgress(this.#job.config.classifier.kind, done / this.#shares.length);
  }

  async #joinAndTakeParts(helper: RunningWorker, samples: TransformedSamples): Promise<void> {
    const { config, seed } = this.#job;
    const onProgress: OnJobProgress = (_, share, part) => this.report(part ?? 0, share);
    await helper.api.join(this.#id, { config, seed }, samples, proxy(onProgress));
    await this.#takeParts(helper);
    await helper.api.close(this.#id);
  }

  async #takeParts({ api }: RunningWorker): Promise<void> {
    for (const part of this.#queue.taker()) {
      const { value, seconds } = await api.runPart(this.#id, part);
      this.report(part, 1);
      this.seconds += seconds;
      this.#results[part] = value;
    }
  }
}
