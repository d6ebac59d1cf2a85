export { networkParams } from "./params.ts";
export { networkPipeline } from "./pipeline.ts";
export { withExtra } from "./samples.ts";
export { SHARDS } from "./schedule.ts";
export type { ShardGradient } from "./shard.ts";
export * from "./train.ts";
