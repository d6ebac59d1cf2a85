export { trainCommand } from "./command.ts";
export { type TrainFlags, type TrainOptions, toOptions } from "./options.ts";
export { withoutBaselines } from "./profile.ts";
export { runTraining } from "./run.ts";
export { createTerminal } from "./terminal.ts";
