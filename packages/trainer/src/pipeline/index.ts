export * from "./fit.ts";
export * from "./measure.ts";
