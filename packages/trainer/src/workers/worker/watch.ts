import type { OnProgress } from "../../pipeline/index.ts";
import { cancelled } from "../cancelled.ts";
import type { OnJobProgress, Timed } from "../protocol.ts";

// Smaller steps than this are not worth a message.
const REPORTED_SHARE = 0.02;

/** How a worker's work is timed, told of and stopped. */
export class Watch {
  readonly isCancelled: () => boolean;

  constructor(isCancelled: () => boolean) {
    this.isCancelled = isCancelled;
  }

  /** Passes progress on, seldom enough, and tells the core when to stop. */
  throttled(report: OnJobProgress): OnProgress {
    let lastStep = "";
    let lastShare = 0;
    return (step, share) => {
      if (step !== lastStep || share - lastShare >= REPORTED_SHARE) {
        report(step, share);
        lastStep = step;
        lastShare = share;
      }
      return !this.isCancelled();
    };
  }

  /** @throws SiffraError "cancelled" */
  refuseCancelled = (): void => {
    if (this.isCancelled()) throw cancelled();
  };

  /** Does some work, unless all is cancelled. */
  timed = <T>(work: () => T): Timed<T> => {
    this.refuseCancelled();
    const started = performance.now();
    const value = work();
    return { value, seconds: (performance.now() - started) / 1000 };
  };
}
