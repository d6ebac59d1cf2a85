// A worker thread: one core of its own, jobs over comlink.
import { parentPort, workerData } from "node:worker_threads";
import { registerErrorTransfer, SiffraError } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { expose, transfer } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { fitModel, measureBundle, type OnProgress } from "../pipeline/index.ts";
import type { OnJobProgress, WorkerApi, WorkerData } from "./protocol.ts";

const data = workerData as WorkerData;
const cancelFlag = new Int32Array(data.cancelFlag);
const isCancelled = () => Atomics.load(cancelFlag, 0) === 1;
const core = loadCore();

// Smaller steps than this are not worth a message.
const REPORTED_SHARE = 0.02;

/** Passes progress on, seldom enough, and tells the core when to stop. */
function throttled(report: OnJobProgress): OnProgress {
  let lastStep = "";
  let lastShare = 0;
  return (step, share) => {
    if (step !== lastStep || share - lastShare >= REPORTED_SHARE) {
      report(step, share);
      lastStep = step;
      lastShare = share;
    }
    return !isCancelled();
  };
}

function refuseCancelled(): void {
  if (isCancelled()) throw new SiffraError("cancelled", "Cancelled: nothing was kept.");
}

const api: WorkerApi = {
  fit(job, onProgress) {
    refuseCancelled();
    const fitted = fitModel(core, data.train, job, throttled(onProgress));
    return transfer(fitted, [fitted.tensors.buffer]);
  },
  measure(files, onProgress) {
    refuseCancelled();
    return measureBundle(core, files, data.test, throttled(onProgress));
  },
};

if (!parentPort) throw new Error("entry.ts runs as a worker thread only");
registerErrorTransfer();
expose(api, nodeEndpoint(parentPort));
