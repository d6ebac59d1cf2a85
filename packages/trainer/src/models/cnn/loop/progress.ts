/** What is told after every step. */
export interface TrainingProgress {
  /** Of all steps, of all members. */
  share: number;
  /** Mean over the epoch so far. */
  loss: number;
  imagesPerSecond: number;
}

/** What is told after every epoch. */
export interface EpochFigures {
  /** Which member of a committee it is, from 1, of `members`; 1 of 1 for a network alone. */
  member: number;
  members: number;
  /** Epochs that are done, of `epochs`. */
  epoch: number;
  epochs: number;
  /** Mean over the epoch. */
  loss: number;
  imagesPerSecond: number;
  /** The average of the member's weights so far. */
  weights: Float32Array;
}

/** Where training is. */
interface Position {
  epochs: number;
  /** Steps that are done, of all epochs. */
  step: number;
  /** All of them. */
  steps: number;
  batch_size: number;
}

/** Tells how fast training goes; nothing that is learnt depends on it. */
export class Clock {
  /** Over all steps so far. */
  imagesPerSecond = 0;
  readonly #started = performance.now();
  readonly #firstEpoch: number;

  /** @param firstEpoch where a training that goes on begins */
  constructor(firstEpoch: number) {
    this.#firstEpoch = firstEpoch;
  }

  progress({ epochs, step, steps, batch_size }: Position, loss: number): TrainingProgress {
    const done = step - (this.#firstEpoch * steps) / epochs;
    const perStep = (performance.now() - this.#started) / 1000 / done;
    this.imagesPerSecond = batch_size / perStep;
    return { share: step / steps, loss, imagesPerSecond: this.imagesPerSecond };
  }
}
