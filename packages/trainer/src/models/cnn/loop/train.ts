import { joined } from "../joined.ts";
import { networkParams } from "../params.ts";
import { type MemberCheckpoint, type MemberTraining, type TrainedNetwork, trainMember } from "./member.ts";

/** Where training stood at the end of an epoch: everything that what follows depends on. */
export interface Checkpoint extends MemberCheckpoint {
  /** Those that are done; the rest is about the one after them. */
  members: readonly TrainedNetwork[];
}

export interface NetworkTraining extends Omit<MemberTraining, "params" | "member" | "resume" | "onCheckpoint"> {
  /** Where to go on; without it training begins. */
  resume?: Checkpoint;
  /** Told at the end of every epoch but a member's last. */
  onCheckpoint(checkpoint: Checkpoint): Promise<void>;
}

/**
 * Trains a network, or the members of a committee one after another. The result depends on the samples, the configuration
 * and the seed only. Weights of a committee are one member's after another's.
 * @throws SiffraError "training-diverged" when a loss or a gradient is not finite; whatever the team rejects with
 */
export async function trainNetwork({ resume, ...training }: NetworkTraining): Promise<TrainedNetwork> {
  const params = networkParams(training.core, training.config);
  const members = [...(resume?.members ?? [])];
  while (members.length < params.members) {
    const trained = await trainMember({
      ...training,
      params,
      member: members.length,
      resume: members.length === resume?.members.length ? resume : undefined,
      onCheckpoint: (checkpoint) => training.onCheckpoint({ ...checkpoint, members: [...members] }),
    });
    members.push(trained);
  }
  return { weights: joined(members.map(({ weights }) => weights)), facts: factsOf(members) };
}

/** What the members have together; the other facts are means over them. */
const COUNTS: ReadonlySet<string> = new Set(["n_weights", "n_epochs"]);

function factsOf(members: readonly TrainedNetwork[]): Record<string, number> {
  const names = Object.keys(members[0]?.facts ?? {});
  const facts = names.map((name) => {
    const sum = members.reduce((sum, { facts }) => sum + (facts[name] as number), 0);
    return [name, COUNTS.has(name) ? sum : sum / members.length];
  });
  return Object.fromEntries(facts);
}
