import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { PipelineConfig, Profile } from "@siffra/shared";
import { SHARDS } from "../../models/cnn/index.ts";
import { RUNS_DIR, userPath } from "../files/paths.ts";
import { choosePipelines, narrowTo, readProfile, withAllFolds } from "./profile.ts";

/** All that a run depends on. */
export interface TrainOptions {
  profile: Profile;
  /** Of the profile's, those to train. */
  pipelines: PipelineConfig[];
  seed: number;
  /** Threads; they change how long a run takes, not what it gives. */
  workers: number;
  /** Draw digits instead of reading MNIST. */
  synthetic: boolean;
  /** Go on with networks where an interrupted run of this folder stood. */
  resume: boolean;
  /** The run folder. */
  out: string;
}

/** What a command that trains is given. */
export interface TrainFlags {
  profile: string;
  models?: string[];
  out?: string;
  seed?: number;
  workers?: number;
  synthetic?: true;
  resume?: true;
  allFolds?: true;
  json?: true;
}

/**
 * @param unnamed what is trained of a profile when the flags name no models
 * @throws UsageError when there is no such profile or model
 */
export async function toOptions(
  flags: TrainFlags,
  unnamed: (profile: Profile) => Profile = (profile) => profile,
): Promise<TrainOptions> {
  const whole = await readProfile(flags.profile);
  const read = flags.models ? whole : unnamed(whole);
  const pipelines = choosePipelines(read, flags.models);
  const profile = narrowTo(pipelines, flags.allFolds ? withAllFolds(read) : read);
  return {
    profile,
    pipelines,
    seed: flags.seed ?? profile.seed,
    // More could share one model's parts, but each holds that model's samples: some 400 MB of an SVM's.
    workers: Math.min(flags.workers ?? availableParallelism(), mostWorkers(pipelines)),
    synthetic: flags.synthetic ?? false,
    resume: flags.resume ?? false,
    out: flags.out === undefined ? join(RUNS_DIR, profile.name) : userPath(flags.out),
  };
}

/** A network's shards are small: as many workers as it has can share it. */
function mostWorkers(pipelines: readonly PipelineConfig[]): number {
  const hasNetwork = pipelines.some(({ classifier }) => classifier.kind === "cnn");
  return Math.max(pipelines.length, hasNetwork ? SHARDS : 1);
}
