import { proxy } from "comlink";
import { isQuicklyPrepared } from "../../models/index.ts";
import type { FitJob, TransformedSamples } from "../../pipeline/index.ts";
import type { Board } from "../board.ts";
import type { OnJobProgress, OpenedFit, RunningWorker, Timed } from "../protocol.ts";
import { PartQueue } from "./parts.ts";

// Joining costs a plan of its own, some tenths of a second: not for the last few parts.
const LEAST_SHARE_TO_JOIN = 0.1;

/** One fit while several workers run its parts. */
export class SharedFit {
  /** What all workers together have computed for the classifier. */
  seconds = 0;
  readonly #id: string;
  readonly #job: FitJob;
  readonly #onProgress: OnJobProgress;
  readonly #results: Uint8Array[] = [];
  readonly #helpers: Promise<void>[] = [];
  #parts: PartQueue | undefined;
  #shares = new Float64Array();

  constructor(id: string, job: FitJob, onProgress: OnJobProgress) {
    this.#id = id;
    this.#job = job;
    this.#onProgress = onProgress;
  }

  /** Opens the fit in its first worker and gives the seconds that its transforms took. Offers shares of it on the board. */
  async open(worker: RunningWorker, board: Board): Promise<number> {
    const offer = (prepare: (helper: RunningWorker) => Promise<unknown>) =>
      board.offer({ isOpen: () => this.#isWorthJoining(), help: (helper) => this.#help(helper, prepare(helper)) });
    const isQuick = isQuicklyPrepared(this.#job.config);
    const opening = this.#openFirst(worker, board.hasHelpers && !isQuick);
    if (isQuick) offer((helper) => Promise.all([this.#openIn(helper, false, () => {}), opening]));
    const { value, seconds } = await opening;
    const { shared, transformSeconds } = value;
    this.seconds += seconds - transformSeconds;
    if (shared) offer((helper) => this.#joinIn(helper, shared));
    return transformSeconds;
  }

  /** Runs parts in the worker that opened the fit, waits for those of others, and gives what all gave, in their order. */
  async run(worker: RunningWorker): Promise<Uint8Array[]> {
    await this.#takeParts(worker);
    await Promise.all(this.#helpers);
    return this.#results;
  }

  #isWorthJoining(): boolean {
    const parts = this.#parts;
    return parts === undefined || parts.left >= Math.max(2, LEAST_SHARE_TO_JOIN * parts.count);
  }

  /** Takes parts with another worker, once it is prepared, until none is left. */
  #help(helper: RunningWorker, prepared: Promise<unknown>): Promise<void> {
    const helping = prepared.then(() => this.#takeParts(helper)).then(() => helper.api.close(this.#id));
    this.#helpers.push(helping);
    return helping;
  }

  async #openFirst(worker: RunningWorker, isShared: boolean): Promise<Timed<OpenedFit>> {
    const opened = await this.#openIn(worker, isShared, this.#onProgress);
    this.#parts = new PartQueue(opened.value.parts);
    this.#shares = new Float64Array(opened.value.parts);
    return opened;
  }

  #openIn({ api }: RunningWorker, isShared: boolean, onStep: OnJobProgress): Promise<Timed<OpenedFit>> {
    const onProgress: OnJobProgress = (step, share, part) =>
      part === undefined ? onStep(step, share) : this.#report(part, share);
    return api.open(this.#id, this.#job, isShared, proxy(onProgress));
  }

  /** Another worker gets what the first one's transforms made of the samples. */
  #joinIn({ api }: RunningWorker, samples: TransformedSamples): Promise<void> {
    const { config, seed } = this.#job;
    const onProgress: OnJobProgress = (_, share, part) => this.#report(part ?? 0, share);
    return api.join(this.#id, { config, seed }, samples, proxy(onProgress));
  }

  /** Told by any of the workers how far a part has come; tells how far all have. */
  #report(part: number, share: number): void {
    // A worker's report may come after the part's result.
    this.#shares[part] = Math.max(share, this.#shares[part] ?? 0);
    const done = this.#shares.reduce((sum, share) => sum + share, 0);
    this.#onProgress(this.#job.config.classifier.kind, done / this.#shares.length);
  }

  async #takeParts({ api }: RunningWorker): Promise<void> {
    for (const part of this.#parts?.taker() ?? []) {
      const { value, seconds } = await api.runPart(this.#id, part);
      this.#report(part, 1);
      this.seconds += seconds;
      this.#results[part] = value;
    }
  }
}
