import * as v from "valibot";
import type { ClassifierCase, PeerPlan } from "../plan.ts";
import type { SampleFiles } from "../siffra/protocol.ts";
import { PeerProcess, type PeerProgram } from "./process.ts";

// Generous: an SVM of 60,000 images takes six minutes on a busy machine.
const TIMEOUT_SECONDS = { start: 120, load: 300, fit: 3600, predict: 1200, compare: 1800 };

const Seconds = v.pipe(v.number(), v.minValue(0));
const answer = <T extends v.ObjectEntries>(entries: T) => v.object({ peakMemoryMb: v.number(), ...entries });

const Hello = v.object({
  versions: v.object({ python: v.string(), sklearn: v.string(), numpy: v.string() }),
});
const Fitted = answer({ seconds: Seconds, iterations: v.nullable(v.array(v.number())), warnings: v.array(v.string()) });
const Predicted = answer({ seconds: Seconds, accuracy: v.number() });
const Transformed = answer({ seconds: Seconds, explainedVariance: v.number(), warnings: v.array(v.string()) });

const Both = v.object({ siffra: v.number(), peer: v.number() });
const Compared = answer({
  agreement: v.optional(v.number()),
  objectiveDifference: v.optional(v.number()),
  worstPairDifference: v.optional(v.number()),
  constraintViolation: v.optional(v.number()),
  objective: v.optional(Both),
  supportVectors: v.optional(Both),
});

export type PeerVersions = v.InferOutput<typeof Hello>["versions"];
export type PeerFitted = v.InferOutput<typeof Fitted>;
export type PeerPredicted = v.InferOutput<typeof Predicted>;
export type PeerTransformed = v.InferOutput<typeof Transformed>;
export type PeerCompared = v.InferOutput<typeof Compared>;

/** What a peer works on. */
export interface PeerSamples {
  files: { train: SampleFiles; test: SampleFiles };
  input: ClassifierCase["input"];
  rows: number;
}

/** bench/sklearn_peer.py at work. Every call can fail as PeerProcess says. */
export class SklearnPeer {
  readonly versions: PeerVersions;
  readonly #process: PeerProcess;

  private constructor(process: PeerProcess, versions: PeerVersions) {
    this.#process = process;
    this.versions = versions;
  }

  static async start(program: PeerProgram, signal: AbortSignal): Promise<SklearnPeer> {
    const process = new PeerProcess(program, signal);
    try {
      return new SklearnPeer(process, (await process.hello(Hello, TIMEOUT_SECONDS.start)).versions);
    } catch (error) {
      process.stop();
      throw error;
    }
  }

  /** Reads samples; the first `rows` of the training samples. */
  async load({ files, input, rows }: PeerSamples, dtype: PeerPlan["dtype"]): Promise<void> {
    const command = { op: "load", ...files, scale: input === "scaled-pixels" ? 255 : 1, dtype, rows };
    await this.#process.ask(answer({}), command, TIMEOUT_SECONDS.load);
  }

  fit({ estimator, params }: PeerPlan): Promise<PeerFitted> {
    return this.#process.ask(Fitted, { op: "fit", estimator, params }, TIMEOUT_SECONDS.fit);
  }

  predict(): Promise<PeerPredicted> {
    return this.#process.ask(Predicted, { op: "predict" }, TIMEOUT_SECONDS.predict);
  }

  fitTransform({ estimator, params }: PeerPlan): Promise<PeerTransformed> {
    return this.#process.ask(Transformed, { op: "fit_transform", estimator, params }, TIMEOUT_SECONDS.fit);
  }

  /** Siffra's model and its answers beside those of the last fit and predict. */
  compare(model: string, predictions: string): Promise<PeerCompared> {
    return this.#process.ask(Compared, { op: "compare", model, predictions }, TIMEOUT_SECONDS.compare);
  }

  stop(): void {
    this.#process.stop();
  }
}
