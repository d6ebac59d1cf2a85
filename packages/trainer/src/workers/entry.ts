// A worker thread: one core of its own, jobs over comlink.
import { parentPort, workerData } from "node:worker_threads";
import { IMAGE_SIZE, Pipeline, registerErrorTransfer, SiffraError, withFree } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { expose, transfer } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { measureRobustness, type PerturbedCopies, perturbAll } from "../diagnosis/index.ts";
import { type FoldScore, gather, type Samples } from "../evaluation/index.ts";
import { exploreTraining } from "../explore/index.ts";
import {
  calibratePipeline,
  Fit,
  FoldFeatures,
  measureBundle,
  type OnProgress,
  pixelImportances,
  type TransformedSamples,
} from "../pipeline/index.ts";
import { FoldCache } from "./fold-cache.ts";
import { Kept } from "./kept.ts";
import { loadTraining, networkApi } from "./network-api.ts";
import type { FoldJob, OnJobProgress, Timed, WorkerApi, WorkerData } from "./protocol.ts";
import { shareSamples } from "./share.ts";

const data = workerData as WorkerData;
const cancelFlag = new Int32Array(data.cancelFlag);
const isCancelled = () => Atomics.load(cancelFlag, 0) === 1;
const core = loadCore();
const kept = new Kept();
const folds = new FoldCache();
let test: Samples | undefined;
let perturbed: PerturbedCopies | undefined;

function openedTest(): Samples {
  if (test) return test;
  throw new SiffraError("test-set-closed", "Expected the test images to be opened before they are read.");
}

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

function timed<T>(work: () => T): Timed<T> {
  refuseCancelled();
  const started = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - started) / 1000 };
}

function scoreOnFeatures({ config, seed, fold, sharedAs }: FoldJob): FoldScore {
  const goOn = () => !isCancelled();
  const fit = () => FoldFeatures.fit(core, data.train, config.transforms, fold, goOn);
  const scoreIn = (features: FoldFeatures) => features.score(config.classifier, seed, goOn);
  return sharedAs === null ? withFree(fit(), scoreIn) : scoreIn(folds.get(config.transforms, sharedAs, fit));
}

async function scoreNetwork(job: FoldJob): Promise<FoldScore> {
  const { scoreNetwork } = await loadTraining(core);
  return scoreNetwork(core, data.train, job, refuseCancelled);
}

const api: WorkerApi = {
  ...networkApi(core, data.train, kept, timed),
  ready() {},
  open: (id, job, isShared, onProgress) =>
    timed(() => {
      let shared: TransformedSamples | null = null;
      const share: Parameters<typeof Fit.open>[4] = (x, labels) => {
        shared = shareSamples(x, labels);
      };
      const fit = Fit.open(core, data.train, job, throttled(onProgress), isShared ? share : undefined);
      kept.putFit(id, { fit, onProgress });
      return { parts: fit.parts, shared, transformSeconds: fit.transformSeconds };
    }),
  join(id, job, samples, onProgress) {
    timed(() => kept.putFit(id, { fit: Fit.join(core, job, samples), onProgress }));
  },
  runPart(id, part) {
    const { fit, onProgress } = kept.fit(id);
    const report = throttled((step, share) => onProgress(step, share, part));
    const ran = timed(() => fit.run(part, report));
    return transfer(ran, [ran.value.buffer]);
  },
  finish(id, parts) {
    const finished = timed(() => {
      const model = kept.fit(id).fit.finish(parts);
      kept.putModel(id, model);
      return { tensors: model.save(), facts: model.facts() };
    });
    return transfer(finished, [finished.value.tensors.buffer]);
  },
  load(id, config, tensors) {
    kept.putModel(id, Pipeline.load(core, config, tensors));
  },
  calibrate: (id, split, onProgress) =>
    timed(() => calibratePipeline(core, kept.model(id), data.train, split, throttled(onProgress))).value,
  importances: (tensors, heldOut, seed, onProgress) =>
    timed(() => pixelImportances(core, tensors, data.train, heldOut, seed, throttled(onProgress))).value,
  robustness: (id, heldOut, seed, onProgress) =>
    timed(() => {
      const goOn = throttled(onProgress);
      const predict = (images: Uint8Array) => kept.model(id).predictProba(images, () => !isCancelled());
      // The same for every model of a run.
      perturbed ??= perturbAll(gather(data.train, heldOut), seed);
      return measureRobustness(predict, perturbed, (share) => goOn("robustness", share));
    }).value,
  explore: (raw, seed, onProgress) =>
    timed(() => {
      const training = { ...raw, normalised: data.train.images };
      return exploreTraining(core, training, seed, throttled(onProgress));
    }).value,
  score: (job) => (job.config.classifier.kind === "cnn" ? scoreNetwork(job) : timed(() => scoreOnFeatures(job)).value),
  openTest(samples) {
    test = samples;
  },
  predict(id, start, end) {
    const images = openedTest().images.subarray(start * IMAGE_SIZE, end * IMAGE_SIZE);
    const { value } = timed(() => kept.model(id).predictProba(images, () => !isCancelled()));
    return transfer(value, [value.buffer]);
  },
  close: (id) => kept.close(id),
  measure: (files, onProgress) => timed(() => measureBundle(core, files, openedTest(), throttled(onProgress))).value,
};

if (!parentPort) throw new Error("entry.ts runs as a worker thread only");
registerErrorTransfer();
expose(api, nodeEndpoint(parentPort));
