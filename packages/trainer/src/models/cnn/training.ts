// What needs tfjs: loaded where networks are trained, and only then.
export { trainAlone } from "./alone.ts";
export { openBackend } from "./backend/index.ts";
export { scoreNetwork } from "./fold.ts";
export { ShardNetwork } from "./shard.ts";
