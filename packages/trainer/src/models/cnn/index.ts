export { type Best, heldOutOf } from "./early-stopping.ts";
export { networkParams } from "./params.ts";
export { networkPipeline } from "./pipeline.ts";
export type { TrainingProgress } from "./progress.ts";
export { withExtra } from "./samples.ts";
export { SHARDS } from "./schedule.ts";
export type { ShardGradient } from "./shard.ts";
export { type ShardWorker, Team } from "./team.ts";
export * from "./train.ts";
