export { compareCommand } from "./command.ts";
export { isRun, readRunFile } from "./finished.ts";
