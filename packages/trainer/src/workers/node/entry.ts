// A worker thread: one core of its own, jobs over comlink.
import { parentPort, workerData } from "node:worker_threads";
import { registerErrorTransfer } from "@siffra/shared";
import { loadCore, loadSynth } from "@siffra/shared/node";
import { expose } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { makeWorkerApi } from "../worker/api.ts";
import type { WorkerData } from "./worker.ts";

const { train, cancelFlag } = workerData as WorkerData;
const flag = new Int32Array(cancelFlag);
const api = makeWorkerApi({
  core: loadCore(),
  loadSynth: async () => loadSynth(),
  train,
  isCancelled: () => Atomics.load(flag, 0) === 1,
});

if (!parentPort) throw new Error("entry.ts runs as a worker thread only");
registerErrorTransfer();
expose(api, nodeEndpoint(parentPort));
