import { type Core, type Pipeline, type PipelineConfig, predictedLabels, withFree } from "@siffra/shared";
import { at, type FoldScore, gather, type Samples, type Split } from "../../evaluation/index.ts";
import { trainAlone } from "./alone.ts";
import { networkPipeline } from "./pipeline.ts";

/** A network to try in one fold. */
interface NetworkFold {
  config: PipelineConfig;
  seed: number;
  fold: Split;
}

/** Trains a network on the samples that a fold keeps and scores it on the others. `check` throws to end it. */
export async function scoreNetwork(
  core: Core,
  samples: Samples,
  { config, seed, fold }: NetworkFold,
  check: () => void,
): Promise<FoldScore> {
  const kept = gather(samples, fold.kept);
  const started = performance.now();
  const { weights } = await trainAlone(core, { config, seed, samples: kept, onProgress: check });
  const fitSeconds = (performance.now() - started) / 1000;
  return withFree(networkPipeline(core, config, weights), (model) => {
    const heldOut = gather(samples, fold.heldOut);
    const predicting = performance.now();
    const accuracy = accuracyOf(model, heldOut);
    const predictMilliseconds = (performance.now() - predicting) / heldOut.labels.length;
    const trainAccuracy = accuracyOf(model, gather(samples, spread(fold.kept, heldOut.labels.length)));
    return { accuracy, trainAccuracy, fitSeconds, predictMilliseconds, bytes: model.save().length };
  });
}

function accuracyOf(model: Pipeline, { images, labels }: Samples): number {
  const answers = predictedLabels(model.predictProba(images));
  return answers.filter((answer, i) => answer === labels[i]).length / labels.length;
}

/** At most `most` of the indices, evenly spread over them. */
function spread(indices: Uint32Array, most: number): Uint32Array {
  const count = Math.min(indices.length, most);
  return at(
    indices,
    Uint32Array.from({ length: count }, (_, i) => Math.floor((i * indices.length) / count)),
  );
}
