import { type Core, type Pipeline, type PipelineConfig, withFree } from "@siffra/shared";
import {
  accuracyOf,
  at,
  type FoldScore,
  gather,
  type Samples,
  type Split,
  spreadPlaces,
} from "../../evaluation/index.ts";
import { trainAlone } from "./alone.ts";
import { networkPipeline } from "./pipeline.ts";
import type { LoadSynth } from "./samples.ts";

/** A network to try in one fold. */
interface NetworkFold {
  config: PipelineConfig;
  seed: number;
  fold: Split;
  loadSynth: LoadSynth;
}

/** Trains a network on the samples that a fold keeps and scores it on the others. `check` throws to end it. */
export async function scoreNetwork(
  core: Core,
  samples: Samples,
  { config, seed, fold, loadSynth }: NetworkFold,
  check: () => void,
): Promise<FoldScore> {
  const kept = gather(samples, fold.kept);
  const started = performance.now();
  const { weights } = await trainAlone(core, { config, seed, samples: kept, loadSynth, onProgress: check });
  const fitSeconds = (performance.now() - started) / 1000;
  return withFree(networkPipeline(core, config, weights), (model) => {
    const heldOut = gather(samples, fold.heldOut);
    const predicting = performance.now();
    const accuracy = accuracyIn(model, heldOut);
    const predictMilliseconds = (performance.now() - predicting) / heldOut.labels.length;
    const places = spreadPlaces(fold.kept.length, heldOut.labels.length);
    const trainAccuracy = accuracyIn(model, gather(samples, at(fold.kept, places)));
    return { accuracy, trainAccuracy, fitSeconds, predictMilliseconds, bytes: model.save().length };
  });
}

function accuracyIn(model: Pipeline, { images, labels }: Samples): number {
  return accuracyOf(model.predictProba(images), labels);
}
