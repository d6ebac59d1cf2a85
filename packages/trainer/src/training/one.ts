import {
  type BundleFiles,
  type BundleTestMetrics,
  type Core,
  type PipelineConfig,
  type Profile,
  toBundleMetrics,
  VERSION,
} from "@siffra/shared";
import { proxy } from "comlink";
import type { Dataset } from "../dataset/index.ts";
import { imagesToPerturb } from "../evaluation/index.ts";
import type { Measurement } from "../pipeline/index.ts";
import { renderModelCard } from "../report/card.ts";
import { RULE } from "../selection/index.ts";
import type { WorkerPool } from "../workers/index.ts";
import { type MeasuredModel, measureAll } from "./measure.ts";
import { fitAll, type SavedModel, saveAll } from "./models.ts";
import { type PreparedData, prepareData } from "./samples.ts";
import type { CheckpointStore, Emit } from "./store.ts";

/** One model of a profile to train, with nothing to choose from. */
export interface OneModel {
  core: Core;
  dataset: Dataset;
  profile: Profile;
  config: PipelineConfig;
  seed: number;
  startPool(train: PreparedData["train"]): WorkerPool;
  /** Bundles to measure on the same test images, for comparison. */
  others: readonly BundleFiles[];
  checkpoints: CheckpointStore;
  emit: Emit;
  signal: AbortSignal;
}

/** A model's figures on the test images of a run. */
export interface TestFigures {
  test: BundleTestMetrics;
  /** Per image, in one thread. */
  predictMilliseconds: number;
  bytes: number;
}

/** A bundle, byte for byte what `siffra train --models NAME` leaves in models/NAME, and what it is worth. */
export interface Trained {
  files: BundleFiles;
  /** README.md */
  card: string;
  /** Of model.safetensors. */
  sha256: string;
  fitSeconds: number;
  validationAccuracy: number;
  own: TestFigures;
  others: TestFigures[];
}

/** Fits, calibrates and measures one model by the very steps of a run, without what compares it with others of the run. */
export async function trainOne(job: OneModel): Promise<Trained> {
  const { core, dataset, profile, config, seed, checkpoints, emit, signal } = job;
  const { train, test, division } = await prepareData(core, dataset, profile, seed, signal);
  const { split } = division;
  const used = { fit: split.fit.length, validation: split.temperature.length + split.conformal.length };
  const bundles = new Map<string, BundleFiles>();
  const pool = job.startPool(train);
  try {
    const perturbed = imagesToPerturb(division);
    const fitted = await fitAll(pool, [config], { core, dataset, seed, split, perturbed }, checkpoints, emit);
    const { name, sha256 } = dataset;
    const data = { name, sha256, trainSamples: used.fit, calibrationSamples: used.validation };
    const store = {
      async writeBundle(model: string, files: BundleFiles) {
        bundles.set(model, files);
        return files;
      },
      async replaceManifest(model: string, manifest: Uint8Array) {
        bundles.set(model, { ...(bundles.get(model) as BundleFiles), manifest });
      },
    };
    const facts = { preprocessVersion: core.preprocessVersion(), dataset: data, seed };
    const saved = await saveAll(store, fitted, facts);
    await pool.openTest(test.take());
    const [measured] = await measureAll(pool, saved, store, emit);
    const others = await measureOthers(pool, job.others, emit);
    const run = { ...job, used: { ...used, test: test.count }, perturbed: perturbed.length };
    return describe(run, saved[0] as SavedModel, measured as MeasuredModel, bundles, others);
  } finally {
    await pool.close();
  }
}

/** The figures of bundles that are there already. */
function measureOthers(pool: WorkerPool, bundles: readonly BundleFiles[], emit: Emit): Promise<TestFigures[]> {
  return pool.run(
    bundles.map((files) => async (worker) => {
      const report = (step: string, share: number) => emit({ type: "model-progress", model: "compared", step, share });
      return figuresOf(await worker.api.measure(files, proxy(report)), files);
    }),
  );
}

function figuresOf({ evaluation, predictMilliseconds }: Measurement, { tensors }: BundleFiles): TestFigures {
  return { test: toBundleMetrics(evaluation), predictMilliseconds, bytes: tensors.length };
}

type Run = Pick<OneModel, "core" | "dataset" | "profile" | "config" | "seed"> & {
  used: { fit: number; validation: number; test: number };
  /** Validation images. */
  perturbed: number;
};

function describe(
  { core, dataset, profile, config, seed, used, perturbed }: Run,
  { fitted }: SavedModel,
  { metrics }: MeasuredModel,
  bundles: ReadonlyMap<string, BundleFiles>,
  others: TestFigures[],
): Trained {
  const { name } = config;
  const { sha256 } = dataset;
  const card = renderModelCard(
    {
      run: {
        ...{ name: profile.name, profile: { ...profile, pipelines: [config] }, seed },
        preprocessVersion: core.preprocessVersion(),
        dataset: { name: dataset.name, sha256, used },
        software: { siffra: VERSION },
      },
      metrics: { models: [metrics] },
      selection: { chosen: name, rule: RULE },
      diagnostics: { robustness: { images: perturbed, models: [{ model: name, ...fitted.robustness }] } },
    },
    name,
  );
  const { predictMilliseconds } = metrics;
  const files = bundles.get(name) as BundleFiles;
  return {
    files,
    card,
    sha256: metrics.bundle.tensorsSha256,
    fitSeconds: fitted.fitSeconds,
    validationAccuracy: fitted.validation.accuracy,
    own: { test: toBundleMetrics(metrics.test), predictMilliseconds, bytes: files.tensors.length },
    others,
  };
}
