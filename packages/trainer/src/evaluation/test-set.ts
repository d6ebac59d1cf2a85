import { SiffraError } from "@siffra/shared";
import type { Samples } from "./gather.ts";

/** The test images of one run, which can be taken out once: a second look would turn them into validation images. */
export class TestSet {
  readonly count: number;
  #samples: Samples | undefined;

  constructor(samples: Samples) {
    this.count = samples.labels.length;
    this.#samples = samples;
  }

  /** @throws SiffraError "test-set-opened-twice" */
  take(): Samples {
    const samples = this.#samples;
    if (!samples) {
      const advice = "Choose and tune on validation images; start a new run to measure again.";
      throw new SiffraError("test-set-opened-twice", `Expected one look at the test images, found a second. ${advice}`);
    }
    this.#samples = undefined;
    return samples;
  }
}
