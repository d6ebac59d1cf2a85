import { asSiffraError, type Core, SiffraError } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { type Dataset, SYNTHETIC_SIZE } from "../../dataset/index.ts";
import { describeSplits, imagesToPerturb, isBaseline, planCrossValidation } from "../../evaluation/index.ts";
import { judgeByTest } from "../../selection/index.ts";
import {
  chooseModel,
  type Emit,
  fitAll,
  importancesOf,
  measureAll,
  type PreparedData,
  prepareData,
  saveAll,
} from "../../training/index.ts";
import { startPool } from "../../workers/node/index.ts";
import { openDataset } from "../files/dataset.ts";
import { compareBaselines } from "./baselines.ts";
import { Checkpoints } from "./checkpoints.ts";
import { explain, lookCloser } from "./closer-look.ts";
import { compareSaved } from "./comparison.ts";
import { describeDiagnostics } from "./diagnostics.ts";
import { RunFolder } from "./folder.ts";
import type { TrainOptions } from "./options.ts";
import { describeRun, type RunResult, type UsedSamples, writeResult } from "./result.ts";

/** What every step of a run needs. */
interface Run {
  core: Core;
  options: TrainOptions;
  folder: RunFolder;
  checkpoints: Checkpoints;
  emit: Emit;
  signal: AbortSignal;
}

/** Trains, chooses, measures and leaves the run folder, or leaves nothing under its name. */
export async function runTraining(options: TrainOptions, onEvent: Emit, signal: AbortSignal): Promise<RunResult> {
  const folder = await RunFolder.create(options.out);
  const emit: Emit = (event) => {
    folder.log(event);
    onEvent(event);
  };
  try {
    const checkpoints = await Checkpoints.open(options.out, options.resume);
    const result = await trainInto({ core: loadCore(), options, folder, checkpoints, emit, signal });
    emit({ type: "run-finished", seconds: result.run.seconds, folder: options.out });
    await folder.commit();
    await checkpoints.clear();
    return result;
  } catch (thrown) {
    const error = withWayOn(asSiffraError(thrown), options);
    emit({ type: "run-failed", code: error.code, message: error.message });
    await folder.abandon();
    throw error;
  }
}

/** A run that was cancelled says how to go on. */
function withWayOn(error: SiffraError, { pipelines }: TrainOptions): SiffraError {
  if (error.code !== "cancelled") return error;
  const hasNetwork = pipelines.some(({ classifier }) => classifier.kind === "cnn");
  const way = hasNetwork
    ? "Give the same command with --resume to go on where the networks stood."
    : "Give the same command again to start anew.";
  return new SiffraError("cancelled", `Cancelled: the run left no models. ${way}`, { cause: error });
}

async function trainInto(run: Run): Promise<RunResult> {
  const { core, options, folder, emit, signal } = run;
  const startedAt = new Date();
  const dataset = await openRunDataset(run);
  const data = await prepareData(core, dataset, options.profile, options.seed, signal);
  const used = countSamples(data);
  const models = options.pipelines.map((pipeline) => pipeline.name);
  emit({ type: "run-started", run: options.profile.name, models, workers: options.workers, ...used });
  const found = await trainModels(run, dataset, data, used);
  const info = describeRun(options, { dataset, used, preprocessVersion: core.preprocessVersion(), startedAt });
  const result: RunResult = { run: info, ...found };
  await writeResult(folder, result);
  return result;
}

async function openRunDataset({ core, options, emit, signal }: Run): Promise<Dataset> {
  const { train, test } = options.profile.dataset;
  const size = {
    seed: SYNTHETIC_SIZE.seed,
    train: train ?? SYNTHETIC_SIZE.train,
    test: test ?? SYNTHETIC_SIZE.test,
  };
  const onEvent = (message: string) => emit({ type: "message", message });
  const dataset = await openDataset({ core, synthetic: options.synthetic, size, onEvent, signal });
  const { name, source, sha256 } = dataset;
  const counts = { train: dataset.train.labels.length, test: dataset.test.labels.length };
  emit({ type: "dataset", name, source, sha256, ...counts });
  return dataset;
}

/** The order matters: the choice is made before any test image is looked at. */
async function trainModels(
  { core, options, folder, checkpoints, emit, signal }: Run,
  source: Dataset,
  { train, test, division }: PreparedData,
  { fit: trainSamples, validation: calibrationSamples }: UsedSamples,
): Promise<Omit<RunResult, "run">> {
  const { seed, pipelines, profile } = options;
  const { split } = division;
  const plan = profile.crossValidation
    ? planCrossValidation(train.labels, split.fit, profile.crossValidation, seed)
    : null;
  const pool = startPool(options.workers, train, signal);
  try {
    const perturbed = imagesToPerturb(division);
    const job = { core, dataset: source, seed, split, perturbed };
    const fitted = await fitAll(pool, pipelines, job, checkpoints, emit);
    const { name, sha256 } = source;
    const dataset = { name, sha256, trainSamples, calibrationSamples };
    const saved = await saveAll(folder, fitted, { preprocessVersion: core.preprocessVersion(), dataset, seed });
    const candidates = saved.filter(({ config }) => !isBaseline(profile, config.name));
    const comparison = await compareSaved(pool, candidates, options, plan, emit);
    const subject = { dataset: source, division, labels: train.labels };
    const look = await lookCloser(pool, candidates, subject, options, emit);
    const selection = chooseModel(comparison, calibrationSamples);
    const { chosen, explanation, evidence } = selection;
    emit({ type: "selected", model: chosen, explanation: explanation.en, evidence: evidence.en });
    const importances = importancesOf(fitted);
    await pool.openTest(test.take());
    const measured = await measureAll(pool, saved, folder, emit);
    const models = measured.map(({ metrics }) => metrics);
    const verdict = judgeByTest(
      models.filter(({ model }) => !isBaseline(profile, model)),
      selection,
    );
    emit({ type: "test-judged", best: verdict.best, agrees: verdict.agrees, text: verdict.text.en });
    const labels = { train: source.train.labels, test: source.test.labels };
    const splits = describeSplits(labels, profile, seed, division, plan);
    const misread = measured.map(({ metrics: { model }, misreadings }) => ({ model, misreadings }));
    const baselines = profile.baselines ? { baselines: compareBaselines(profile, saved, measured) } : {};
    return {
      metrics: { formatVersion: 1, models, ...baselines, verdict },
      comparison,
      selection,
      splits,
      importances,
      diagnostics: describeDiagnostics(saved, measured, look, perturbed.length),
      ...explain(subject, look.exploration, misread, profile.dataset.split === "pooled"),
    };
  } finally {
    await pool.close();
  }
}

function countSamples({ division: { split }, test }: PreparedData): UsedSamples {
  const validation = split.temperature.length + split.conformal.length;
  return { fit: split.fit.length, validation, test: test.count };
}
