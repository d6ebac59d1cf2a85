export * from "./bundle.ts";
export { DatasetName, KebabName, LocalText, Seed, Share } from "./common.ts";
export * from "./event.ts";
export * from "./metrics.ts";
export * from "./parse.ts";
export * from "./pipeline.ts";
export * from "./profile.ts";
export * from "./run.ts";
