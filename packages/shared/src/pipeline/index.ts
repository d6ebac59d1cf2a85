export { finishPlan, fitTransforms, planFit } from "./fit.ts";
export * from "./pipeline.ts";
export { classifierPrefix, type FitProgress } from "./steps.ts";
