import type { SearchSpace, Trial } from "@siffra/shared";

/** All that a search depends on. */
export interface TuneOptions {
  space: SearchSpace;
  seed: number;
  /** Threads; they change how long a search takes, not what it gives. */
  workers: number;
  /** Draw digits instead of reading MNIST. */
  synthetic: boolean;
  /** The folder of the journal and the result. */
  out: string;
  /** Whether to go on with the journal that is there. */
  resume: boolean;
}

/** Told what happens during a search. */
export interface TuneListener {
  message(text: string): void;
  /** A trial was done now, the `done`-th of its rung's `of`. */
  trial(trial: Trial, done: number, of: number): void;
}
