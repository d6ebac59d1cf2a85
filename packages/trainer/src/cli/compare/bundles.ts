import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  type Comparison,
  type Core,
  type Evaluation,
  evaluate,
  predictedLabels,
  readBundle,
  withFree,
} from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { mcNemarPairs, type Samples } from "../../evaluation/index.ts";
import { readBundleFiles } from "../files/bundles.ts";
import { openDataset, SYNTHETIC_TEST } from "../files/dataset.ts";
import { userPath } from "../files/paths.ts";
import { say } from "../terminal/index.ts";
import { UsageError } from "../usage.ts";

/** Saved models on the same test images: to report, as nothing is chosen by it. */
export interface BundleComparison {
  source: string;
  models: (Pick<Evaluation, "accuracy" | "accuracyInterval" | "macro" | "logLoss" | "ece" | "n"> & {
    folder: string;
    bytes: number;
    predictMilliseconds: number;
  })[];
  mcNemar: Comparison["mcNemar"];
}

interface ReadModel {
  figures: BundleComparison["models"][number];
  isRight: Uint8Array;
}

/** Compares the bundles in `dirs`; a run's folder stands for all its models. */
export async function compareBundles(dirs: readonly string[], synthetic: boolean): Promise<BundleComparison> {
  const folders = (await Promise.all(dirs.map(bundlesIn))).flat();
  if (folders.length < 2) {
    throw new UsageError(`Expected a run, or two models or more, found one: ${folders.join(", ")}. Name another.`);
  }
  const core = loadCore();
  const dataset = await openDataset({ core, synthetic, size: SYNTHETIC_TEST, onEvent: say });
  const test = { images: core.normaliseMnist(dataset.test.images), labels: dataset.test.labels };
  const models: ReadModel[] = [];
  for (const folder of folders) models.push(await readModel(core, folder, test));
  return {
    source: dataset.source,
    models: models.map(({ figures }) => figures),
    mcNemar: mcNemarPairs(models.map(({ figures, isRight }) => ({ name: figures.folder, isRight }))),
  };
}

async function bundlesIn(dir: string): Promise<string[]> {
  if (existsSync(join(dir, "manifest.json"))) return [dir];
  const models = join(dir, "models");
  if (existsSync(models)) return (await readdir(models)).sort().map((name) => join(models, name));
  throw new UsageError(`${dir}: expected a model's folder (manifest.json) or a run's (models/), found neither.`);
}

async function readModel(core: Core, folder: string, { images, labels }: Samples): Promise<ReadModel> {
  const files = await readBundleFiles(folder);
  return withFree(readBundle(core, files), (reader) => {
    const started = performance.now();
    const proba = reader.predictProba(images);
    const predictMilliseconds = (performance.now() - started) / labels.length;
    const { accuracy, accuracyInterval, macro, logLoss, ece, n } = evaluate(proba, labels);
    const isRight = predictedLabels(proba).map((answer, i) => (answer === labels[i] ? 1 : 0));
    const scores = { accuracy, accuracyInterval, macro, logLoss, ece, n };
    const name = relative(userPath("."), folder) || folder;
    return { figures: { folder: name, ...scores, bytes: files.tensors.length, predictMilliseconds }, isRight };
  });
}
