export { makeWorkerApi } from "./api.ts";
export { type FittedTensors, fitTask, type ModelAt } from "./fit-task.ts";
export { foldTask } from "./fold-task.ts";
export { inTurns, takeTurn } from "./in-turns.ts";
export { type NetworkHooks, networkTask } from "./network-task.ts";
export { type Task, WorkerPool } from "./pool.ts";
export type { OnJobProgress, RunningWorker, WorkerApi } from "./protocol.ts";
export { allocateShared, toShared } from "./share.ts";
