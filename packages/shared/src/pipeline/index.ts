export { type FitOptions, finishPlan, fitTransforms, planFit, runPlan, type TrainingData } from "./fit.ts";
export * from "./pipeline.ts";
export { classifierPrefix, type FitProgress, saveSteps, transformAll } from "./steps.ts";
