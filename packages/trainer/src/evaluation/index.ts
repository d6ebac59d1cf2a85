export * from "./gather.ts";
export * from "./split.ts";
