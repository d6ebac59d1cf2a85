import { withFree } from "@siffra/shared";
import { transfer } from "comlink";
import { accuracyOf, gather } from "../../evaluation/index.ts";
import { asMember, networkParams, networkPipeline, withExtra } from "../../models/cnn/index.ts";
import type { NetworkApi, Timed } from "../protocol.ts";
import { toShared } from "../share.ts";
import type { Kept } from "./kept.ts";
import type { WorkerSetup } from "./setup.ts";

/** tfjs takes a second to load: only workers that meet a network do. */
export async function loadTraining({ core, wasmPaths }: Pick<WorkerSetup, "core" | "wasmPaths">) {
  const training = await import("../../models/cnn/training.ts");
  await training.openBackend(core, wasmPaths);
  return training;
}

/** What a worker does for networks. `timed` refuses to begin once all is cancelled. */
export function networkApi(setup: WorkerSetup, kept: Kept, timed: <T>(work: () => T) => Timed<T>): NetworkApi {
  const { core, train, loadSynth } = setup;
  return {
    async networkSamples({ config, seed, indices }) {
      const own = gather(train, indices);
      const { images, labels } = await withExtra(loadSynth, own, networkParams(core, config), seed);
      return { images: toShared(images), labels: toShared(labels) };
    },
    async openNetwork(id, { config, seed }, samples) {
      const { ShardNetwork } = await loadTraining(setup);
      kept.putNetwork(id, new ShardNetwork(core, config, samples, seed));
    },
    gradient(id, weights, indices, epoch) {
      const computed = timed(() => kept.network(id).gradient(weights, indices, epoch));
      return transfer(computed, [computed.value.gradient.buffer]);
    },
    loss: (id, weights, indices) => timed(() => kept.network(id).loss(weights, indices)),
    accuracy({ config }, weights, indices) {
      const { images, labels } = gather(train, indices);
      return withFree(networkPipeline(core, asMember(config), weights), (model) =>
        accuracyOf(model.predictProba(images), labels),
      );
    },
    finishNetwork(id, { config }, weights) {
      const model = networkPipeline(core, config, weights);
      kept.putModel(id, model);
      return { tensors: model.save(), facts: model.facts() };
    },
  };
}
