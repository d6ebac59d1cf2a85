import {
  type Core,
  type FitPlan,
  finishPlan,
  fitTransforms,
  type Matrix,
  Pipeline,
  type PipelineConfig,
  planFit,
  SiffraError,
  type Transform,
  withFree,
} from "@siffra/shared";
import { gather, type Samples } from "../evaluation/index.ts";

/** What to fit on which of the training samples. */
export interface FitJob {
  config: PipelineConfig;
  seed: number;
  indices: Uint32Array;
}

/** What the transforms made of a job's samples, in memory that workers share where they can. */
export interface TransformedSamples {
  rows: number;
  cols: number;
  /** rows * cols */
  values: Float32Array;
  labels: Uint8Array;
}

/** Told how far one step has come, 0 to 1; false asks to stop. */
export type OnProgress = (step: string, done: number) => boolean;

/**
 * One worker's share in a fit, in wasm memory: free it when done. One worker opens the fit, which fits the transforms;
 * others join with what the transforms gave. Each runs some of the parts, and the one that opened it finishes. What
 * comes out is a function of the job and the samples alone, however the parts were shared.
 */
export class Fit {
  /** Seconds that the transforms took here; 0 where another worker did them. */
  readonly transformSeconds: number;
  readonly #core: Core;
  readonly #config: PipelineConfig;
  readonly #plan: FitPlan;
  readonly #transforms: Transform[];

  private constructor(
    core: Core,
    config: PipelineConfig,
    plan: FitPlan,
    transforms: Transform[],
    transformSeconds: number,
  ) {
    this.#core = core;
    this.#config = config;
    this.#plan = plan;
    this.#transforms = transforms;
    this.transformSeconds = transformSeconds;
  }

  /** Fits the transforms and plans the rest. `share`, if given, gets the transformed samples when there is more than one part. */
  static open(
    core: Core,
    samples: Samples,
    { config, seed, indices }: FitJob,
    onProgress: OnProgress,
    share?: (x: Matrix, labels: Uint8Array) => void,
  ): Fit {
    const started = performance.now();
    const { images, labels } = gather(samples, indices);
    const { transforms, x } = fitTransforms(core, config.transforms, images, onProgress);
    const transformSeconds = (performance.now() - started) / 1000;
    try {
      return withFree(x, () => {
        const plan = planFit(core, config.classifier, x, labels, seed);
        if (plan.nParts > 1) share?.(x, labels);
        return new Fit(core, config, plan, transforms, transformSeconds);
      });
    } catch (error) {
      for (const transform of transforms) transform.free();
      throw error;
    }
  }

  /** Plans the same fit with samples that another worker has transformed. */
  static join(core: Core, { config, seed }: Pick<FitJob, "config" | "seed">, samples: TransformedSamples): Fit {
    const x = core.Matrix.fromF32(samples.rows, samples.cols, samples.values);
    return withFree(x, () => new Fit(core, config, planFit(core, config.classifier, x, samples.labels, seed), [], 0));
  }

  /** Number of parts. */
  get parts(): number {
    return this.#plan.nParts;
  }

  /** Runs one part and gives what `finish` wants of it. */
  run(part: number, onProgress: OnProgress): Uint8Array {
    return this.#plan.run(part, (done: number) => onProgress(this.#config.classifier.kind, done));
  }

  /** The fitted pipeline out of what all parts gave, in their order. It takes the transforms with it. */
  finish(parts: Uint8Array[]): Pipeline {
    if (this.#transforms.length !== this.#config.transforms.length) {
      throw new SiffraError(
        "fit-joined",
        "Expected the worker that opened the fit to finish it, found one that joined.",
      );
    }
    return Pipeline.of(this.#core, this.#config, this.#transforms.splice(0), finishPlan(this.#plan, parts));
  }

  free(): void {
    for (const transform of this.#transforms) transform.free();
    this.#plan.free();
  }
}
