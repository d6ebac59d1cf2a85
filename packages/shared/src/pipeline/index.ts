export { finishPlan, fitTransforms, planFit, runPlan } from "./fit.ts";
export * from "./pipeline.ts";
export { classifierPrefix, type FitProgress, saveSteps, transformAll } from "./steps.ts";
