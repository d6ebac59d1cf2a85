export { bold, red } from "./colours.ts";
export { Progress, StepProgress, timeLeft } from "./progress.ts";
export { beQuiet, say } from "./say.ts";
