import {
  asSiffraError,
  type Core,
  type Metrics,
  type ModelMetrics,
  type RunInfo,
  type Selection,
  VERSION,
} from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import type { Dataset } from "../../data/index.ts";
import { modelTitle } from "../../models/index.ts";
import { renderReport } from "../../report/index.ts";
import { selectModel } from "../../selection/index.ts";
import { WorkerPool } from "../../workers/index.ts";
import { openDataset, SYNTHETIC_SIZE } from "../dataset.ts";
import { toJsonText } from "../files.ts";
import { RunFolder } from "./folder.ts";
import { fitAll, measureAll, type SavedModel, saveModel } from "./models.ts";
import type { Emit, TrainOptions } from "./options.ts";
import { type PreparedData, prepareData } from "./samples.ts";

/** What a run found out. */
export interface RunResult {
  run: RunInfo;
  metrics: Metrics;
  selection: Selection;
}

/** Trains, chooses, measures and leaves the run folder, or leaves nothing under its name. */
export async function runTraining(options: TrainOptions, onEvent: Emit, signal: AbortSignal): Promise<RunResult> {
  const folder = await RunFolder.create(options.out);
  const emit: Emit = (event) => {
    folder.log(event);
    onEvent(event);
  };
  try {
    const result = await trainInto(folder, options, emit, signal);
    emit({ type: "run-finished", seconds: result.run.seconds, folder: options.out });
    await folder.commit();
    return result;
  } catch (thrown) {
    const { code, message } = asSiffraError(thrown);
    emit({ type: "run-failed", code, message });
    await folder.abandon();
    throw thrown;
  }
}

async function trainInto(
  folder: RunFolder,
  options: TrainOptions,
  emit: Emit,
  signal: AbortSignal,
): Promise<RunResult> {
  const startedAt = new Date();
  const core = loadCore();
  const dataset = await openRunDataset(core, options, emit, signal);
  const data = await prepareData(core, dataset, options.profile, options.seed, signal);
  const used = usedSamples(data);
  const names = options.pipelines.map((pipeline) => pipeline.name);
  emit({ type: "run-started", run: options.profile.name, models: names, workers: options.workers, ...used });
  const { models, selection } = await trainModels(core, dataset, data, folder, options, emit, signal);
  const run = describeRun(core, dataset, used, options, startedAt);
  const result: RunResult = { run, metrics: { formatVersion: 1, models }, selection };
  await writeResult(folder, result);
  return result;
}

async function openRunDataset(core: Core, options: TrainOptions, emit: Emit, signal: AbortSignal): Promise<Dataset> {
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
  core: Core,
  dataset: Dataset,
  data: PreparedData,
  folder: RunFolder,
  options: TrainOptions,
  emit: Emit,
  signal: AbortSignal,
): Promise<{ models: ModelMetrics[]; selection: Selection }> {
  const { seed, pipelines } = options;
  const pool = new WorkerPool(options.workers, { train: data.train, test: data.test }, signal);
  try {
    const fitted = await fitAll(pool, pipelines, { seed, split: data.split }, emit);
    const { fit, validation } = usedSamples(data);
    const samples = { name: dataset.name, sha256: dataset.sha256, trainSamples: fit, calibrationSamples: validation };
    const facts = { preprocessVersion: core.preprocessVersion(), dataset: samples, seed };
    const saved: SavedModel[] = [];
    for (const { config, fitted: model } of fitted) saved.push(await saveModel(folder, config, model, facts));
    const selection = choose(saved, validation);
    emit({ type: "selected", model: selection.chosen, explanation: selection.explanation.en });
    return { models: await measureAll(pool, saved, folder, emit), selection };
  } finally {
    await pool.close();
  }
}

function choose(saved: readonly SavedModel[], n: number): Selection {
  const candidates = saved.map(({ config, fitted, files }) => ({
    model: config.name,
    title: modelTitle(config),
    validationAccuracy: fitted.validation.accuracy,
    bytes: files.tensors.length,
  }));
  return selectModel(candidates, n);
}

function usedSamples({ split, test }: PreparedData): RunInfo["dataset"]["used"] {
  const validation = split.temperature.length + split.conformal.length;
  return { fit: split.fit.length, validation, test: test.labels.length };
}

function describeRun(
  core: Core,
  dataset: Dataset,
  used: RunInfo["dataset"]["used"],
  options: TrainOptions,
  startedAt: Date,
): RunInfo {
  const { name, source, sha256, train, test } = dataset;
  const available = { train: train.labels.length, test: test.labels.length };
  return {
    formatVersion: 1,
    name: options.profile.name,
    profile: { ...options.profile, pipelines: options.pipelines },
    seed: options.seed,
    workers: options.workers,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    dataset: { name, source, sha256, available, used },
    preprocessVersion: core.preprocessVersion(),
    software: { siffra: VERSION, node: process.version, platform: `${process.platform} ${process.arch}` },
  };
}

async function writeResult(folder: RunFolder, result: RunResult): Promise<void> {
  await folder.write("run.json", toJsonText(result.run));
  await folder.write("metrics.json", toJsonText(result.metrics));
  await folder.write("selection.json", toJsonText(result.selection));
  await folder.write("report.html", renderReport(result, "en"));
  await folder.write("report.sv.html", renderReport(result, "sv"));
}
