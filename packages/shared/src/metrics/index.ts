export { bootstrapIntervals } from "./bootstrap.ts";
export * from "./classification.ts";
export * from "./evaluate.ts";
export * from "./interval.ts";
export {
  CALIBRATION_BINS,
  calibrationBin,
  expectedCalibrationError,
  logLoss,
  predictedLabels,
  setMetrics,
} from "./probability.ts";
export * from "./significance.ts";
