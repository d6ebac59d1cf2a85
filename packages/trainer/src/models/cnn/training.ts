// What needs tfjs: loaded where networks are trained, and only then.
export { openBackend } from "./backend/index.ts";
export { ShardNetwork } from "./shard.ts";
