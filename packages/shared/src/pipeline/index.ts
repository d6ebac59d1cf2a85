export { finishPlan, fitTransforms, planFit } from "./fit.ts";
export * from "./pipeline.ts";
export { classifierPrefix, type FitProgress, transformAll } from "./steps.ts";
