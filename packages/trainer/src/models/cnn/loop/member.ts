import { type Core, type PipelineConfig, SiffraError } from "@siffra/shared";
import { joined } from "../joined.ts";
import type { NetworkParams } from "../params.ts";
import type { ShardGradient } from "../shard.ts";
import { type Best, betterOf, isOver } from "./early-stopping.ts";
import { Clock, type EpochFigures, type TrainingProgress } from "./progress.ts";
import { batchesPerEpoch, epochOrder, learntFrom, SHARDS, shardOf } from "./schedule.ts";
import type { Team } from "./team.ts";

/** Where the training of one network stood at the end of an epoch. */
export interface MemberCheckpoint {
  /** Epochs that are done. */
  epoch: number;
  /** `Optimizer.save` */
  optimizer: Uint8Array;
  /** With early stopping. */
  best?: Best;
}

/** One network to train; a network alone is the only member of its committee. */
export interface MemberTraining {
  core: Core;
  config: PipelineConfig;
  params: NetworkParams;
  /** Its number, from 0. */
  member: number;
  /** All samples. */
  count: number;
  /** Those of them that are not learnt from: what `heldOutOf` gave. */
  heldOut: Uint32Array;
  seed: number;
  team: Pick<Team, "gradients" | "loss">;
  /** Where to go on; without it training begins. */
  resume: MemberCheckpoint | undefined;
  onProgress(progress: TrainingProgress): void;
  /** Told at the end of every epoch, where anybody wants to know. */
  onEpoch?(figures: EpochFigures): Promise<void>;
  /** Told at the end of every epoch but the last. */
  onCheckpoint(checkpoint: MemberCheckpoint): Promise<void>;
}

/** What training gave. */
export interface TrainedNetwork {
  /** The average of the weights: the model. */
  weights: Float32Array;
  facts: Record<string, number>;
}

type Optimizer = InstanceType<Core["Optimizer"]>;

/** From the seed of one member's initial weights to that of the next. */
const MEMBER_STEP = 0x85ebca6b;

/**
 * Trains one network, by steps on batches that are cut into shards. Each member has initial weights, orders and distortions of
 * its own; those of the first are what a network alone has.
 */
export async function trainMember(training: MemberTraining): Promise<TrainedNetwork> {
  const { core, config, seed, member, resume } = training;
  const json = JSON.stringify(config.classifier);
  const memberSeed = (seed + Math.imul(member, MEMBER_STEP)) >>> 0;
  const optimizer = resume
    ? core.Optimizer.load(json, resume.optimizer)
    : new core.Optimizer(json, core.initialWeights(json, memberSeed));
  try {
    return await trainEpochs(training, optimizer);
  } finally {
    optimizer.free();
  }
}

async function trainEpochs(training: MemberTraining, optimizer: Optimizer): Promise<TrainedNetwork> {
  const { params, count, heldOut, team, member, resume, onEpoch } = training;
  const { epochs, members } = params;
  const samples = learntFrom(count, heldOut);
  const clock = new Clock(resume?.epoch ?? 0);
  let best = resume?.best;
  let epoch = resume?.epoch ?? 0;
  let loss = Number.NaN;
  while (epoch < epochs) {
    loss = await trainEpoch(training, samples, optimizer, epoch++, clock);
    const { imagesPerSecond } = clock;
    const weights = optimizer.averagedWeights();
    await onEpoch?.({ member: member + 1, members, epoch, epochs, loss, imagesPerSecond, weights });
    if (heldOut.length > 0) {
      best = betterOf(best, { epoch, loss: await team.loss(weights, heldOut), weights });
      if (isOver(best, epoch, params.patience)) break;
    }
    if (epoch < epochs) await training.onCheckpoint({ epoch, optimizer: optimizer.save(), ...(best && { best }) });
  }
  const weights = best?.weights ?? optimizer.averagedWeights();
  const facts = {
    n_weights: weights.length,
    n_epochs: epoch,
    final_loss: loss,
    images_per_second: clock.imagesPerSecond,
  };
  return { weights, facts: best ? { ...facts, best_epoch: best.epoch, validation_loss: best.loss } : facts };
}

async function trainEpoch(
  { core, seed, team, member, params, onProgress }: MemberTraining,
  samples: Uint32Array,
  optimizer: Optimizer,
  epoch: number,
  clock: Clock,
): Promise<number> {
  const { epochs, batch_size, learning_rate, warmup_epochs, members } = params;
  // The epochs of all members are numbered through, so that no two have the same order or the same distortions.
  const round = member * epochs + epoch;
  const batches = batchesPerEpoch(samples.length, batch_size);
  const steps = epochs * batches;
  const warmup = Math.round(warmup_epochs * batches);
  const order = epochOrder(samples, seed, round);
  let sum = 0;
  for (let batch = 0; batch < batches; batch++) {
    const step = epoch * batches + batch;
    const rate = learning_rate * core.learningRateShare(step, steps, warmup);
    const shards = Array.from({ length: SHARDS }, (_, shard) => shardOf(order, batch, batch_size, shard));
    const computed = await team.gradients(optimizer.weights(), shards, round);
    sum += takeStep(optimizer, computed, rate, step);
    const progress = clock.progress({ epochs, step: step + 1, steps, batch_size }, sum / (batch + 1));
    onProgress({ ...progress, share: (member + progress.share) / members });
  }
  return sum / batches;
}

/** One step along the mean of the shards' gradients; gives the mean of their losses. */
function takeStep(optimizer: Optimizer, computed: readonly ShardGradient[], rate: number, step: number): number {
  const loss = computed.reduce((sum, shard) => sum + shard.loss, 0) / computed.length;
  const gradients = joined(computed.map(({ gradient }) => gradient));
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
