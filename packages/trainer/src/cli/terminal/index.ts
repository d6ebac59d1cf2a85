export { bold, dim, red } from "./colours.ts";
export { Progress, StepProgress, timeLeft } from "./progress.ts";
export * from "./say.ts";
