import type { Classifier, Transform } from "@siffra/core";
import { CLASS_COUNT, type Core, IMAGE_SIZE, type ReaderCore, withFree } from "../core.ts";
import { SiffraError } from "../errors.ts";
import type { PipelineConfig } from "../schemas/index.ts";
import { type FitOptions, fitSteps, type TrainingData } from "./fit.ts";
import { loadSteps } from "./load.ts";
import { saveSteps, transformAll } from "./steps.ts";

// Rows that go through the transforms at a time: 3 MB of pixels as f32, so memory does not grow with the images.
const BLOCK_ROWS = 1000;

/** Fitted transforms and a fitted classifier, in wasm memory: free it when done. */
export class Pipeline {
  readonly config: PipelineConfig;
  readonly #core: ReaderCore;
  readonly #transforms: readonly Transform[];
  readonly #classifier: Classifier;

  private constructor(
    core: ReaderCore,
    config: PipelineConfig,
    transforms: readonly Transform[],
    classifier: Classifier,
  ) {
    this.config = config;
    this.#core = core;
    this.#transforms = transforms;
    this.#classifier = classifier;
  }

  /** Fits every transform on what the one before gives, then the classifier. @throws CoreError, code "cancelled" too */
  static fit(core: Core, config: PipelineConfig, data: TrainingData, options: FitOptions): Pipeline {
    const { transforms, classifier } = fitSteps(core, config, data, options);
    return new Pipeline(core, config, transforms, classifier);
  }

  /** A pipeline of steps that were fitted one by one; it owns them from now on. */
  static of(
    core: ReaderCore,
    config: PipelineConfig,
    transforms: readonly Transform[],
    classifier: Classifier,
  ): Pipeline {
    return new Pipeline(core, config, transforms, classifier);
  }

  /** A pipeline out of the bytes that `save` gave. @throws CoreError or SiffraError when they do not fit `config` */
  static load(core: ReaderCore, config: PipelineConfig, bytes: Uint8Array): Pipeline {
    const { transforms, classifier } = loadSteps(core, config, bytes);
    return new Pipeline(core, config, transforms, classifier);
  }

  /**
   * Probabilities before calibration, n * 10; each row depends on its own image only.
   * @param images n * 784, through stages 7-8 of the preprocessing
   * @param onBlock told the share done after every block; false stops
   */
  predictProba(images: Uint8Array, onBlock: (done: number) => boolean = () => true): Float32Array {
    if (images.length % IMAGE_SIZE !== 0) {
      throw new SiffraError(
        "pixels-length",
        `Expected images of ${IMAGE_SIZE} bytes each, found ${images.length} bytes.`,
      );
    }
    const n = images.length / IMAGE_SIZE;
    const proba = new Float32Array(n * CLASS_COUNT);
    for (let start = 0; start < n; start += BLOCK_ROWS) {
      const end = Math.min(start + BLOCK_ROWS, n);
      proba.set(this.#predictBlock(images.subarray(start * IMAGE_SIZE, end * IMAGE_SIZE)), start * CLASS_COUNT);
      if (!onBlock(end / n)) throw new SiffraError("cancelled", "Cancelled while predicting: nothing was kept.");
    }
    return proba;
  }

  #predictBlock(images: Uint8Array): Float32Array {
    const raw = this.#core.Matrix.fromU8(images.length / IMAGE_SIZE, IMAGE_SIZE, images);
    return withFree(transformAll(this.#transforms, raw), (x) =>
      withFree(this.#classifier.predictProba(x), (proba) => proba.toF32()),
    );
  }

  /** What the classifier's fit says of itself, by scikit-learn's names: `n_iter`, `oob_score`. */
  facts(): Record<string, number> {
    const values = this.#classifier.factValues();
    return Object.fromEntries(this.#classifier.factNames().map((name, i) => [name, values[i] ?? Number.NaN]));
  }

  /** All that was fitted, in the safetensors format; the same model gives the same bytes. */
  save(): Uint8Array {
    return saveSteps(this.#core, this.#transforms, this.#classifier);
  }

  free(): void {
    for (const transform of this.#transforms) transform.free();
    this.#classifier.free();
  }
}
