import type { Core } from "@siffra/shared";
import { transfer } from "comlink";
import { gather, type Samples } from "../evaluation/index.ts";
import { networkParams, networkPipeline, withExtra } from "../models/cnn/index.ts";
import type { Kept } from "./kept.ts";
import type { NetworkApi, Timed } from "./protocol.ts";
import { toShared } from "./share.ts";

/** tfjs takes a second to load: only workers that meet a network do. */
export async function loadTraining(core: Core) {
  const training = await import("../models/cnn/training.ts");
  await training.openBackend(core);
  return training;
}

/** What a worker does for networks. `timed` refuses to begin once all is cancelled. */
export function networkApi(core: Core, train: Samples, kept: Kept, timed: <T>(work: () => T) => Timed<T>): NetworkApi {
  return {
    networkSamples({ config, seed, indices }) {
      const { extra } = networkParams(core, config);
      const { images, labels } = withExtra(core, gather(train, indices), extra, seed);
      return { images: toShared(images), labels: toShared(labels) };
    },
    async openNetwork(id, { config, seed }, samples) {
      const { ShardNetwork } = await loadTraining(core);
      kept.putNetwork(id, new ShardNetwork(core, config, samples, seed));
    },
    gradient(id, weights, indices, epoch) {
      const computed = timed(() => kept.network(id).gradient(weights, indices, epoch));
      return transfer(computed, [computed.value.gradient.buffer]);
    },
    loss: (id, weights, indices) => timed(() => kept.network(id).loss(weights, indices)),
    finishNetwork(id, { config }, weights) {
      const model = networkPipeline(core, config, weights);
      kept.putModel(id, model);
      return { tensors: model.save(), facts: model.facts() };
    },
  };
}
