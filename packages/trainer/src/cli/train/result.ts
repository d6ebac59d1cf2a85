import { join } from "node:path";
import {
  type Comparison,
  type Diagnostics,
  type Exploration,
  type Metrics,
  type Mistakes,
  type PixelImportances,
  type RunInfo,
  type Selection,
  type Splits,
  VERSION,
} from "@siffra/shared";
import type { Dataset } from "../../dataset/index.ts";
import { REPORT_FILES, renderModelCard } from "../../report/index.ts";
import { toJsonText } from "../files/disk.ts";
import type { RunFolder } from "./folder.ts";
import type { TrainOptions } from "./options.ts";

/** What a run found out: the JSON files of its folder. */
export interface RunResult {
  run: RunInfo;
  metrics: Metrics;
  comparison: Comparison;
  selection: Selection;
  splits: Splits;
  diagnostics: Diagnostics;
  exploration: Exploration;
  mistakes: Mistakes;
  /** Of the forests on pixels, by the model's name. */
  importances: Record<string, PixelImportances>;
}

/** How many images did what. */
export type UsedSamples = RunInfo["dataset"]["used"];

interface RunFacts {
  dataset: Dataset;
  used: UsedSamples;
  preprocessVersion: number;
  startedAt: Date;
}

/** run.json of a run that ends now. */
export function describeRun({ profile, seed, workers }: TrainOptions, facts: RunFacts): RunInfo {
  const { name, source, sha256, train, test } = facts.dataset;
  const available = { train: train.labels.length, test: test.labels.length };
  return {
    formatVersion: 1,
    name: profile.name,
    profile,
    seed,
    workers,
    startedAt: facts.startedAt.toISOString(),
    seconds: (Date.now() - facts.startedAt.getTime()) / 1000,
    dataset: { name, source, sha256, available, used: facts.used },
    preprocessVersion: facts.preprocessVersion,
    software: { siffra: VERSION, node: process.version, platform: `${process.platform} ${process.arch}` },
  };
}

/** Everything of the run folder but the models and the events. */
export async function writeResult(folder: RunFolder, result: RunResult): Promise<void> {
  await folder.write("run.json", toJsonText(result.run));
  await folder.write("metrics.json", toJsonText(result.metrics));
  await folder.write("comparison.json", toJsonText(result.comparison));
  await folder.write("selection.json", toJsonText(result.selection));
  await folder.write("splits.json", toJsonText(result.splits));
  await folder.write("diagnostics.json", toJsonText(result.diagnostics));
  await folder.write("explore.json", `${JSON.stringify(result.exploration)}\n`);
  await folder.write("mistakes.json", `${JSON.stringify(result.mistakes)}\n`);
  for (const { model } of result.metrics.models) {
    await folder.write(join("models", model, "README.md"), renderModelCard(result, model));
  }
  for (const [model, importances] of Object.entries(result.importances)) {
    await folder.write(join("models", model, "importances.json"), toJsonText(importances));
  }
  for (const [name, render] of Object.entries(REPORT_FILES)) await folder.write(name, render(result));
}
