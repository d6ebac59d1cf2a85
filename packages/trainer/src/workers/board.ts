import type { RunningWorker } from "./protocol.ts";

/** Work that a worker without a task of its own can take a share of. */
export interface SharedWork {
  /** Whether enough is left to be worth joining. */
  isOpen(): boolean;
  /** Takes a share until nothing is left. */
  help(worker: RunningWorker): Promise<void>;
}

/** Where running tasks offer work to workers that have run out of tasks. */
export class Board {
  /** Whether anybody could help. */
  readonly hasHelpers: boolean;
  readonly #offers: SharedWork[] = [];
  #wake: (() => void)[] = [];
  #closed = false;

  constructor(hasHelpers: boolean) {
    this.hasHelpers = hasHelpers;
  }

  offer(work: SharedWork): void {
    this.#offers.push(work);
    this.#wakeAll();
  }

  /** No more offers will come: all tasks are done. */
  close(): void {
    this.#closed = true;
    this.#wakeAll();
  }

  /** The next work that is open, the oldest first; waits for one, and gives undefined once the board is closed. */
  async next(): Promise<SharedWork | undefined> {
    while (!this.#closed) {
      const open = this.#offers.find((work) => work.isOpen());
      if (open) return open;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
    return undefined;
  }

  #wakeAll(): void {
    for (const wake of this.#wake) wake();
    this.#wake = [];
  }
}
