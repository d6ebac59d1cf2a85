export { type Calibrated, calibratePipeline, FALSE_REFUSALS, lowQuantile } from "./calibrate.ts";
export * from "./fit.ts";
export * from "./fold.ts";
export * from "./importances.ts";
export * from "./measure.ts";
