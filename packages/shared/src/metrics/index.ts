export * from "./classification.ts";
export * from "./evaluate.ts";
export * from "./interval.ts";
export * from "./probability.ts";
