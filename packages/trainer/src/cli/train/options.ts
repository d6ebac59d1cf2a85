import type { PipelineConfig, Profile, RunEvent } from "@siffra/shared";

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

export type Emit = (event: RunEvent) => void;
