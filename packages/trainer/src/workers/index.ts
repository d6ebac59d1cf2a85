export { inTurns, takeTurn } from "./in-turns.ts";
export { type Task, WorkerPool } from "./pool.ts";
export type { OnJobProgress, RunningWorker, WorkerApi } from "./protocol.ts";
export { allocateShared, toShared } from "./share.ts";
export { type FittedTensors, fitTask, type ModelAt } from "./tasks/fit-task.ts";
export { foldTask } from "./tasks/fold-task.ts";
export { type NetworkHooks, networkTask } from "./tasks/network-task.ts";
export { makeWorkerApi } from "./worker/api.ts";
