// The trainer's part for browsers: nothing that is imported from here needs Node.
export {
  type Dataset,
  isGzip,
  loadSynthetic,
  maxStoredBytes,
  parseMnist,
  refuseDifference,
  type SourceFile,
  SourcesSchema,
  SYNTHETIC_SIZE,
  type VerifiedFile,
  WrongFile,
  wrongSize,
} from "./dataset/index.ts";
export type { CheckpointStore, Emit, TestFigures, Trained } from "./training/index.ts";
export { trainOne } from "./training/index.ts";
export { makeWorkerApi, type RunningWorker, type WorkerApi, WorkerPool } from "./workers/index.ts";
