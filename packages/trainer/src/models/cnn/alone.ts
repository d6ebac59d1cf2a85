import type { Core, PipelineConfig } from "@siffra/shared";
import type { Samples } from "../../evaluation/index.ts";
import { heldOutOf } from "./loop/early-stopping.ts";
import type { TrainedNetwork } from "./loop/member.ts";
import type { TrainingProgress } from "./loop/progress.ts";
import { type ShardWorker, Team } from "./loop/team.ts";
import { trainNetwork } from "./loop/train.ts";
import { networkParams } from "./params.ts";
import { type LoadSynth, withExtra } from "./samples.ts";
import { ShardNetwork } from "./shard.ts";

/** A fit that asks nobody for help. */
export interface NetworkFit {
  config: PipelineConfig;
  seed: number;
  /** The data set's own. */
  samples: Samples;
  loadSynth: LoadSynth;
  /** Told after every step; what it throws ends the training. */
  onProgress(progress: TrainingProgress): void;
}

/** Trains a network in this thread, where `openBackend` has made tfjs ready: the weights that any number of workers give. */
export async function trainAlone(core: Core, fit: NetworkFit): Promise<TrainedNetwork> {
  const { config, seed, samples, loadSynth, onProgress } = fit;
  const params = networkParams(core, config);
  const { patience } = params;
  const all = await withExtra(loadSynth, samples, params, seed);
  const team = new Team();
  const network = new ShardNetwork(core, config, all, seed);
  void team.join(asWorker(network));
  return trainNetwork({
    ...{ core, config, seed, count: all.labels.length, heldOut: heldOutOf(samples.labels, patience, seed), team },
    onProgress,
    onCheckpoint: async () => {},
  }).finally(() => network.free());
}

function asWorker(network: ShardNetwork): ShardWorker {
  const timed = async <T>(compute: () => T) => {
    const started = performance.now();
    const value = compute();
    return { value, seconds: (performance.now() - started) / 1000 };
  };
  return {
    gradient: (weights, indices, epoch) => timed(() => network.gradient(weights, indices, epoch)),
    loss: (weights, indices) => timed(() => network.loss(weights, indices)),
  };
}
