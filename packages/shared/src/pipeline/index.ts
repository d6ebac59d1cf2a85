export { finishPlan, fitTransforms, planFit } from "./fit.ts";
export * from "./pipeline.ts";
export type { FitProgress } from "./steps.ts";
