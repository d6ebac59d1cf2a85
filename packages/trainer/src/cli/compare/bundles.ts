import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Comparison, Evaluation } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { readRight } from "../../diagnosis/index.ts";
import { mcNemarPairs } from "../../evaluation/index.ts";
import { normalise } from "../../training/index.ts";
import { readBundleFiles } from "../files/bundles.ts";
import { openDataset, SYNTHETIC_TEST } from "../files/dataset.ts";
import { userPath } from "../files/paths.ts";
import { measureInWorker } from "../measure.ts";
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

/** Compares the bundles in `dirs`; a run's folder stands for all its models. */
export async function compareBundles(
  dirs: readonly string[],
  synthetic: boolean,
  signal: AbortSignal,
): Promise<BundleComparison> {
  const folders = (await Promise.all(dirs.map(bundlesIn))).flat();
  if (folders.length < 2) {
    throw new UsageError(`Expected a run, or two models or more, found one: ${folders.join(", ")}. Name another.`);
  }
  const core = loadCore();
  const dataset = await openDataset({ core, synthetic, size: SYNTHETIC_TEST, onEvent: say, signal });
  const bundles = await Promise.all(folders.map(readBundleFiles));
  const measured = await measureInWorker(bundles, await normalise(core, dataset.test, signal), "compare", signal);
  const names = folders.map((folder) => relative(userPath("."), folder) || folder);
  return {
    source: dataset.source,
    models: measured.map(({ evaluation, predictMilliseconds }, i) => {
      const { accuracy, accuracyInterval, macro, logLoss, ece, n } = evaluation;
      const bytes = bundles[i]?.tensors.length as number;
      return {
        folder: names[i] as string,
        accuracy,
        accuracyInterval,
        macro,
        logLoss,
        ece,
        n,
        bytes,
        predictMilliseconds,
      };
    }),
    mcNemar: mcNemarPairs(
      measured.map((each, i) => ({
        name: names[i] as string,
        isRight: readRight(each.evaluation.n, each.misreadings),
      })),
    ),
  };
}

async function bundlesIn(dir: string): Promise<string[]> {
  if (existsSync(join(dir, "manifest.json"))) return [dir];
  const models = join(dir, "models");
  if (existsSync(models)) return (await readdir(models)).sort().map((name) => join(models, name));
  throw new UsageError(`${dir}: expected a model's folder (manifest.json) or a run's (models/), found neither.`);
}
