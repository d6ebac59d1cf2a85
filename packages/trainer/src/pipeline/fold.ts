import {
  type Classifier,
  type ClassifierParams,
  type Core,
  fitTransforms,
  type Matrix,
  planFit,
  runPlan,
  SiffraError,
  saveSteps,
  type Transform,
  type TransformParams,
  transformAll,
  withFree,
} from "@siffra/shared";
import { accuracyOf, at, type FoldScore, gather, type Samples, type Split, spreadPlaces } from "../evaluation/index.ts";
import type { OnProgress } from "./fit.ts";

interface Half {
  x: Matrix;
  labels: Uint8Array;
  seconds: number;
}

/**
 * A fold's images as the transforms see them, in wasm memory: free it when done. The transforms are fitted here, to the
 * images that the fold keeps and to nothing else, so what it holds out cannot leak into them. Classifiers that share
 * their transforms share this.
 */
export class FoldFeatures {
  readonly #core: Core;
  readonly #transforms: Transform[];
  readonly #kept: Half;
  readonly #heldOut: Half;

  private constructor(core: Core, transforms: Transform[], kept: Half, heldOut: Half) {
    this.#core = core;
    this.#transforms = transforms;
    this.#kept = kept;
    this.#heldOut = heldOut;
  }

  /** @throws SiffraError "fold-overlap" when an image is both kept and held out */
  static fit(
    core: Core,
    samples: Samples,
    transforms: readonly TransformParams[],
    fold: Split,
    onProgress: OnProgress,
  ): FoldFeatures {
    refuseOverlap(fold);
    const keptSamples = gather(samples, fold.kept);
    const started = performance.now();
    const fitted = fitTransforms(core, transforms, keptSamples.images, onProgress);
    const kept = { x: fitted.x, labels: keptSamples.labels, seconds: secondsSince(started) };
    try {
      return new FoldFeatures(core, fitted.transforms, kept, transformHalf(core, fitted.transforms, samples, fold));
    } catch (error) {
      for (const step of [fitted.x, ...fitted.transforms]) step.free();
      throw error;
    }
  }

  /** Fits a classifier to the images that the fold keeps and scores it on the others. */
  score(params: ClassifierParams, seed: number, onProgress: OnProgress): FoldScore {
    const started = performance.now();
    return withFree(this.fitClassifier(params, seed, onProgress), (classifier) => {
      const fitSeconds = this.#kept.seconds + secondsSince(started);
      const predicting = performance.now();
      const accuracy = accuracyIn(classifier, this.#heldOut);
      const predictSeconds = this.#heldOut.seconds + secondsSince(predicting);
      const predictMilliseconds = (1000 * predictSeconds) / this.#heldOut.labels.length;
      const trainAccuracy = this.#accuracyOfKept(classifier);
      return { accuracy, trainAccuracy, fitSeconds, predictMilliseconds, bytes: this.save(classifier).length };
    });
  }

  /** A classifier fitted to the images that the fold keeps: the caller's. */
  fitClassifier(params: ClassifierParams, seed: number, onProgress: OnProgress): Classifier {
    const { x, labels } = this.#kept;
    return withFree(planFit(this.#core, params, x, labels, seed), (plan) => runPlan(plan, params.kind, { onProgress }));
  }

  /** All that was fitted, as model.safetensors has it. */
  save(classifier: Classifier): Uint8Array {
    return saveSteps(this.#core, this.#transforms, classifier);
  }

  /** On at most as many images as are held out, evenly spread over those kept. */
  #accuracyOfKept(classifier: Classifier): number {
    const places = spreadPlaces(this.#kept.labels.length, this.#heldOut.labels.length);
    return withFree(this.#kept.x.selectRows(places), (x) =>
      accuracyIn(classifier, { x, labels: at(this.#kept.labels, places) }),
    );
  }

  free(): void {
    for (const step of [this.#kept.x, this.#heldOut.x, ...this.#transforms]) step.free();
  }
}

function refuseOverlap({ kept, heldOut }: Split): void {
  const isKept = new Set(kept);
  const shared = heldOut.find((index) => isKept.has(index));
  if (shared === undefined) return;
  const message = `Expected a fold to hold out images that it does not fit, found image ${shared} in both.`;
  throw new SiffraError("fold-overlap", message);
}

function transformHalf(core: Core, transforms: readonly Transform[], samples: Samples, { heldOut }: Split): Half {
  const { images, labels } = gather(samples, heldOut);
  const started = performance.now();
  const x = transformAll(transforms, core.Matrix.fromU8(labels.length, images.length / labels.length, images));
  return { x, labels, seconds: secondsSince(started) };
}

function accuracyIn(classifier: Classifier, { x, labels }: Pick<Half, "x" | "labels">): number {
  return withFree(classifier.predictProba(x), (proba) => accuracyOf(proba.toF32(), labels));
}

const secondsSince = (started: number) => (performance.now() - started) / 1000;
