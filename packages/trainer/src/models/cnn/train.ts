import { type Core, type PipelineConfig, SiffraError } from "@siffra/shared";
import { networkParams } from "./params.ts";
import { batchesPerEpoch, epochOrder, SHARDS, shardOf } from "./schedule.ts";
import type { ShardGradient } from "./shard.ts";

/** Where training stood at the end of an epoch: everything that what follows depends on. */
export interface Checkpoint {
  /** Epochs that are done. */
  epoch: number;
  /** `AdamW.save` */
  optimizer: Uint8Array;
}

/** What is told after every step. */
export interface TrainingProgress {
  epoch: number;
  epochs: number;
  isEpochDone: boolean;
  /** Of all steps. */
  share: number;
  /** Mean over the epoch so far. */
  loss: number;
  imagesPerSecond: number;
  secondsLeft: number;
}

export interface NetworkTraining {
  core: Core;
  config: PipelineConfig;
  /** Samples to learn from. */
  count: number;
  seed: number;
  /** Gives the gradients of a batch's shards at these weights, in the shards' order, computed wherever it likes. */
  gradients(weights: Float32Array, shards: Uint32Array[], epoch: number): Promise<ShardGradient[]>;
  /** Where to go on; without it training begins. */
  resume?: Checkpoint;
  onProgress(progress: TrainingProgress): void;
  /** Told at the end of every epoch but the last. */
  onCheckpoint(checkpoint: Checkpoint): Promise<void>;
}

/** What training gave. */
export interface TrainedNetwork {
  /** The average of the weights: the model. */
  weights: Float32Array;
  facts: Record<string, number>;
}

/**
 * Trains a network: AdamW on batches that are cut into shards. The result depends on the samples, the configuration and the
 * seed only.
 * @throws SiffraError "training-diverged" when a loss or a gradient is not finite; whatever `gradients` rejects with
 */
export async function trainNetwork(training: NetworkTraining): Promise<TrainedNetwork> {
  const { core, config, seed, resume } = training;
  const json = JSON.stringify(config.classifier);
  const params = networkParams(core, config);
  const optimizer = resume
    ? core.AdamW.load(json, resume.optimizer)
    : new core.AdamW(json, core.initialWeights(json, seed));
  try {
    let loss = Number.NaN;
    const clock = new Clock(resume?.epoch ?? 0);
    for (let epoch = resume?.epoch ?? 0; epoch < params.epochs; epoch++) {
      loss = await trainEpoch(training, optimizer, epoch, clock);
      if (epoch + 1 < params.epochs) await training.onCheckpoint({ epoch: epoch + 1, optimizer: optimizer.save() });
    }
    const weights = optimizer.averagedWeights();
    return { weights, facts: { n_weights: weights.length, n_epochs: params.epochs, final_loss: loss } };
  } finally {
    optimizer.free();
  }
}

type Optimizer = InstanceType<Core["AdamW"]>;

async function trainEpoch(training: NetworkTraining, optimizer: Optimizer, epoch: number, clock: Clock) {
  const { count, seed } = training;
  const { epochs, batch_size, learning_rate, warmup_epochs } = networkParams(training.core, training.config);
  const batches = batchesPerEpoch(count, batch_size);
  const order = epochOrder(count, seed, epoch);
  let sum = 0;
  for (let batch = 0; batch < batches; batch++) {
    const step = epoch * batches + batch;
    const warmup = Math.round(warmup_epochs * batches);
    const rate = learning_rate * training.core.learningRateShare(step, epochs * batches, warmup);
    const shards = Array.from({ length: SHARDS }, (_, shard) => shardOf(order, batch, batch_size, shard));
    const computed = await training.gradients(optimizer.weights(), shards, epoch);
    sum += takeStep(optimizer, computed, rate, step);
    training.onProgress(
      clock.progress({ epoch, epochs, step: step + 1, steps: epochs * batches, batch_size }, sum / (batch + 1)),
    );
  }
  return sum / batches;
}

/** One step along the mean of the shards' gradients; gives the mean of their losses. */
function takeStep(optimizer: Optimizer, computed: readonly ShardGradient[], rate: number, step: number): number {
  const loss = computed.reduce((sum, shard) => sum + shard.loss, 0) / computed.length;
  const size = computed[0]?.gradient.length ?? 0;
  const gradients = new Float32Array(size * computed.length);
  for (const [i, { gradient }] of computed.entries()) gradients.set(gradient, i * size);
  if (!Number.isFinite(loss)) throw diverged(step, `a loss of ${loss}`);
  try {
    optimizer.step(gradients, computed.length, rate);
  } catch (cause) {
    throw diverged(step, "a gradient that is not finite", cause);
  }
  return loss;
}

function diverged(step: number, found: string, cause?: unknown): SiffraError {
  const advice = "Train with a smaller learning_rate; the last checkpoint is kept.";
  return new SiffraError("training-diverged", `Training diverged at step ${step}: found ${found}. ${advice}`, {
    cause,
  });
}

interface Position {
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  batch_size: number;
}

/** Tells how fast training goes; nothing that is learnt depends on it. */
class Clock {
  readonly #started = performance.now();
  readonly #firstEpoch: number;

  constructor(firstEpoch: number) {
    this.#firstEpoch = firstEpoch;
  }

  progress({ epoch, epochs, step, steps, batch_size }: Position, loss: number): TrainingProgress {
    const done = step - (this.#firstEpoch * steps) / epochs;
    const perStep = (performance.now() - this.#started) / 1000 / done;
    return {
      epoch,
      epochs,
      isEpochDone: step % (steps / epochs) === 0,
      share: step / steps,
      loss,
      imagesPerSecond: batch_size / perStep,
      secondsLeft: (steps - step) * perStep,
    };
  }
}
