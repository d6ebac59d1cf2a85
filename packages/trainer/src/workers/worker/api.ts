import { type Core, IMAGE_SIZE, Pipeline, SiffraError, withFree } from "@siffra/shared";
import { transfer } from "comlink";
import { measureRobustness, type PerturbedCopies, perturbAll } from "../../diagnosis/index.ts";
import { type FoldScore, gather, type Samples } from "../../evaluation/index.ts";
import { exploreTraining } from "../../explore/index.ts";
import {
  calibratePipeline,
  Fit,
  FoldFeatures,
  measureBundle,
  pixelImportances,
  type TransformedSamples,
} from "../../pipeline/index.ts";
import type { FoldJob, WorkerApi } from "../protocol.ts";
import { shareSamples } from "../share.ts";
import { FoldCache } from "./fold-cache.ts";
import { Kept } from "./kept.ts";
import { loadTraining, networkApi } from "./network-api.ts";
import type { WorkerSetup } from "./setup.ts";
import { Watch } from "./watch.ts";

/** Everything that a worker does. */
export function makeWorkerApi(setup: WorkerSetup): WorkerApi {
  const { core, train } = setup;
  const watch = new Watch(setup.isCancelled);
  const { timed } = watch;
  const kept = new Kept();
  return {
    ...networkApi(setup, kept, timed),
    ...scoreApi(setup, watch),
    ...testApi(core, kept, watch),
    ready() {},
    open: (id, job, isShared, onProgress) =>
      timed(() => {
        let shared: TransformedSamples | null = null;
        const share: Parameters<typeof Fit.open>[4] = (x, labels) => {
          shared = shareSamples(x, labels);
        };
        const fit = Fit.open(core, train, job, watch.throttled(onProgress), isShared ? share : undefined);
        kept.putFit(id, { fit, onProgress });
        return { parts: fit.parts, shared, transformSeconds: fit.transformSeconds };
      }),
    join(id, job, samples, onProgress) {
      timed(() => kept.putFit(id, { fit: Fit.join(core, job, samples), onProgress }));
    },
    runPart(id, part) {
      const { fit, onProgress } = kept.fit(id);
      const report = watch.throttled((step, share) => onProgress(step, share, part));
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
      timed(() => calibratePipeline(core, kept.model(id), train, split, watch.throttled(onProgress))).value,
    ...lookApi(setup, kept, watch),
    close: (id) => kept.close(id),
  };
}

/** What is found out about fitted models and training images. */
function lookApi(
  { core, train }: WorkerSetup,
  kept: Kept,
  watch: Watch,
): Pick<WorkerApi, "importances" | "robustness" | "explore"> {
  const { timed } = watch;
  let perturbed: PerturbedCopies | undefined;
  return {
    importances: (tensors, heldOut, seed, onProgress) =>
      timed(() => pixelImportances(core, tensors, train, heldOut, seed, watch.throttled(onProgress))).value,
    robustness: (id, heldOut, seed, onProgress) =>
      timed(() => {
        const goOn = watch.throttled(onProgress);
        const predict = (images: Uint8Array) => kept.model(id).predictProba(images, () => !watch.isCancelled());
        // The same for every model of a run.
        perturbed ??= perturbAll(gather(train, heldOut), seed);
        return measureRobustness(predict, perturbed, (share) => goOn("robustness", share));
      }).value,
    explore: (raw, seed, onProgress) =>
      timed(() => exploreTraining(core, { ...raw, normalised: train.images }, seed, watch.throttled(onProgress))).value,
  };
}

/** Configurations that are tried in folds. */
function scoreApi(setup: WorkerSetup, watch: Watch): Pick<WorkerApi, "score"> {
  const { core, train, loadSynth } = setup;
  const folds = new FoldCache();

  function scoreOnFeatures({ config, seed, fold, sharedAs }: FoldJob): FoldScore {
    const goOn = () => !watch.isCancelled();
    const fit = () => FoldFeatures.fit(core, train, config.transforms, fold, goOn);
    const scoreIn = (features: FoldFeatures) => features.score(config.classifier, seed, goOn);
    return sharedAs === null ? withFree(fit(), scoreIn) : scoreIn(folds.get(config.transforms, sharedAs, fit));
  }

  async function scoreNetwork(job: FoldJob): Promise<FoldScore> {
    const { scoreNetwork } = await loadTraining(setup);
    return scoreNetwork(core, train, { ...job, loadSynth }, watch.refuseCancelled);
  }

  return {
    score: (job) =>
      job.config.classifier.kind === "cnn" ? scoreNetwork(job) : watch.timed(() => scoreOnFeatures(job)).value,
  };
}

/** What needs the test images. */
function testApi(core: Core, kept: Kept, watch: Watch): Pick<WorkerApi, "openTest" | "predict" | "measure"> {
  const { timed } = watch;
  let test: Samples | undefined;

  function openedTest(): Samples {
    if (test) return test;
    throw new SiffraError("test-set-closed", "Expected the test images to be opened before they are read.");
  }

  return {
    openTest(samples) {
      test = samples;
    },
    predict(id, start, end) {
      const images = openedTest().images.subarray(start * IMAGE_SIZE, end * IMAGE_SIZE);
      const { value } = timed(() => kept.model(id).predictProba(images, () => !watch.isCancelled()));
      return transfer(value, [value.buffer]);
    },
    measure: (files, onProgress) =>
      timed(() => measureBundle(core, files, openedTest(), watch.throttled(onProgress))).value,
  };
}
