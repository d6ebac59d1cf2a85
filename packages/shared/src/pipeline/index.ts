export * from "./pipeline.ts";
export type { FitProgress } from "./steps.ts";
