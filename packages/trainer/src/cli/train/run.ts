import { asSiffraError, type Core, type ModelMetrics } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import type { Dataset } from "../../data/index.ts";
import { WorkerPool } from "../../workers/index.ts";
import { openDataset, SYNTHETIC_SIZE } from "../dataset.ts";
import { Checkpoints } from "./checkpoints.ts";
import { RunFolder } from "./folder.ts";
import { chooseModel, fitAll, importancesOf, measureAll, saveAll } from "./models.ts";
import type { Emit, TrainOptions } from "./options.ts";
import { describeRun, type RunResult, type UsedSamples, writeResult } from "./result.ts";
import { type PreparedData, prepareData } from "./samples.ts";

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
    const { code, message } = asSiffraError(thrown);
    emit({ type: "run-failed", code, message });
    await folder.abandon();
    throw thrown;
  }
}

async function trainInto(run: Run): Promise<RunResult> {
  const { core, options, folder, emit, signal } = run;
  const startedAt = new Date();
  const dataset = await openRunDataset(run);
  const data = await prepareData(core, dataset, options.profile, options.seed, signal);
  const used = countSamples(data);
  const models = options.pipelines.map((pipeline) => pipeline.name);
  emit({ type: "run-started", run: options.profile.name, models, workers: options.workers, ...used });
  const { metrics, selection, importances } = await trainModels(run, dataset, data, used);
  const info = describeRun(options, { dataset, used, preprocessVersion: core.preprocessVersion(), startedAt });
  const result: RunResult = { run: info, metrics: { formatVersion: 1, models: metrics }, selection, importances };
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
  { train, test, split }: PreparedData,
  { fit: trainSamples, validation: calibrationSamples }: UsedSamples,
): Promise<{ metrics: ModelMetrics[] } & Pick<RunResult, "selection" | "importances">> {
  const { seed, pipelines } = options;
  const pool = new WorkerPool(options.workers, { train, test }, signal);
  try {
    const fitted = await fitAll(pool, pipelines, { core, dataset: source, seed, split }, checkpoints, emit);
    const { name, sha256 } = source;
    const dataset = { name, sha256, trainSamples, calibrationSamples };
    const saved = await saveAll(folder, fitted, { preprocessVersion: core.preprocessVersion(), dataset, seed });
    const selection = chooseModel(saved, calibrationSamples);
    emit({ type: "selected", model: selection.chosen, explanation: selection.explanation.en });
    const importances = importancesOf(fitted);
    return { metrics: await measureAll(pool, saved, folder, emit), selection, importances };
  } finally {
    await pool.close();
  }
}

function countSamples({ split, test }: PreparedData): UsedSamples {
  const validation = split.temperature.length + split.conformal.length;
  return { fit: split.fit.length, validation, test: test.labels.length };
}
