export { heldOutOf } from "./loop/early-stopping.ts";
export type { EpochFigures, TrainingProgress } from "./loop/progress.ts";
export { SHARDS } from "./loop/schedule.ts";
export { type ShardWorker, Team } from "./loop/team.ts";
export * from "./loop/train.ts";
export { networkLayout, networkParams } from "./params.ts";
export { networkPipeline } from "./pipeline.ts";
export { withExtra } from "./samples.ts";
export type { ShardGradient } from "./shard.ts";
