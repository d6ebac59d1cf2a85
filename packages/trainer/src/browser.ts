// The trainer's part for browsers: nothing that is imported from here needs Node.
export { type Dataset, loadSynthetic, readMnistFiles, SourcesSchema, SYNTHETIC_SIZE } from "./dataset/index.ts";
export { gather } from "./evaluation/index.ts";
export { type CheckpointStore, type Emit, type TestFigures, type Trained, trainOne } from "./training/index.ts";
export { makeWorkerApi, type RunningWorker, type WorkerApi, WorkerPool } from "./workers/index.ts";
