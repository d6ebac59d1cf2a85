import type { Core, PipelineConfig } from "@siffra/shared";
import { joined } from "../joined.ts";
import { networkParams } from "../params.ts";
import type { Best } from "./early-stopping.ts";
import { trainMember } from "./member.ts";
import type { EpochFigures, TrainingProgress } from "./progress.ts";
import type { Team } from "./team.ts";

/** Where training stood at the end of an epoch: everything that what follows depends on. */
export interface Checkpoint {
  /** Members of a committee that are done. */
  members?: TrainedNetwork[];
  /** Epochs that are done, of the member after them. */
  epoch: number;
  /** `Optimizer.save` */
  optimizer: Uint8Array;
  /** With early stopping. */
  best?: Best;
}

export interface NetworkTraining {
  core: Core;
  config: PipelineConfig;
  /** All samples. */
  count: number;
  /** Those of them that are not learnt from: what `heldOutOf` gave. */
  heldOut: Uint32Array;
  seed: number;
  team: Pick<Team, "gradients" | "loss">;
  /** Where to go on; without it training begins. */
  resume?: Checkpoint;
  onProgress(progress: TrainingProgress): void;
  /** Told at the end of every epoch, where anybody wants to know. */
  onEpoch?(figures: EpochFigures): Promise<void>;
  /** Told at the end of every epoch but a member's last. */
  onCheckpoint(checkpoint: Checkpoint): Promise<void>;
}

/** What training gave. */
export interface TrainedNetwork {
  /** The average of the weights: the model. Those of a committee are one member's after another's. */
  weights: Float32Array;
  facts: Record<string, number>;
}

/**
 * Trains a network: steps on batches that are cut into shards; a committee's members one after another. The result depends
 * on the samples, the configuration and the seed only.
 * @throws SiffraError "training-diverged" when a loss or a gradient is not finite; whatever the team rejects with
 */
export async function trainNetwork(training: NetworkTraining): Promise<TrainedNetwork> {
  const { resume, ...rest } = training;
  const params = networkParams(training.core, training.config);
  const done = [...(resume?.members ?? [])];
  let from = resume;
  while (done.length < params.members) {
    const members = [...done];
    const trained = await trainMember({
      ...{ ...rest, params, member: done.length, ...(from && { resume: from }) },
      onCheckpoint: (checkpoint) => training.onCheckpoint(members.length > 0 ? { ...checkpoint, members } : checkpoint),
    });
    done.push(trained);
    from = undefined;
  }
  return { weights: joined(done.map(({ weights }) => weights)), facts: factsOfAll(done.map(({ facts }) => facts)) };
}

/** What the members have together; the other facts are means over them. */
const COUNTS: ReadonlySet<string> = new Set(["n_weights", "n_epochs"]);

function factsOfAll(members: readonly Record<string, number>[]): Record<string, number> {
  const names = Object.keys(members[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const sum = members.reduce((sum, facts) => sum + (facts[name] ?? 0), 0);
      return [name, COUNTS.has(name) ? sum : sum / members.length];
    }),
  );
}
