import type { BundleFiles, Core } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { Command } from "commander";
import type { Dataset } from "../../dataset/index.ts";
import type { Samples } from "../../evaluation/index.ts";
import { percent } from "../../percent.ts";
import type { Measurement } from "../../pipeline/index.ts";
import { normalise } from "../../training/index.ts";
import { findBundle } from "../files/bundles.ts";
import { openDataset, SYNTHETIC_TEST } from "../files/dataset.ts";
import { replaceDurable } from "../files/disk.ts";
import { userPath } from "../files/paths.ts";
import { measureInWorker } from "../measure.ts";
import { say } from "../terminal/index.ts";
import { cancellable } from "../terminal/signals.ts";
import { parseCount, UsageError } from "../usage.ts";
import { withReader } from "./context.ts";
import { formatRefusals, measureRefusals } from "./refusals.ts";
import { formatRoundTrip, roundTrip } from "./round-trip.ts";
import { formatScores, scoreWild } from "./score.ts";
import { renderSheet } from "./sheet.ts";
import { readWild } from "./wild.ts";

/** Enough for a figure within a point, and done in half a minute. */
const DEFAULT_COUNT = 1000;

interface Flags {
  model?: string;
  synthetic?: true;
  wild?: string;
  roundTrip?: true;
  refusals?: true;
  count?: number;
  out?: string;
  json?: true;
}

export function evaluateCommand(): Command {
  return new Command("evaluate")
    .description("measure a saved model on the test images; nothing is trained or chosen")
    .option(
      "--model <name|dir>",
      "a model of runs/standard, a shipped one or a bundle's folder (default: the chosen one)",
    )
    .option("--wild <dir>", "read the pictures and drawings of a folder with labels.tsv (file, label, kind) instead")
    .option("--out <file>", "with --wild: a page with every failure and its stages")
    .option("--round-trip", "read test images as they are, drawn with a pen and photographed, as a simulator does it")
    .option("--refusals", "tell how many test images are refused, and how much of what is no digit")
    .option("--count <n>", "with --round-trip or --refusals: how many of each (default: 1000)", parseCount(1, 100_000))
    .option("--synthetic", "draw 2,000 test digits from a seed instead of reading MNIST")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  siffra evaluate --model runs/standard/models/svm\n  siffra evaluate --wild photos --out failures.html\n  siffra evaluate --round-trip --count 2000",
    )
    .action(evaluateCancellably);
}

async function evaluateCancellably(flags: Flags): Promise<void> {
  await cancellable("nothing was written. Give the same command again to measure anew.", (signal) =>
    evaluateModel(flags, signal),
  );
}

async function evaluateModel(flags: Flags, signal: AbortSignal): Promise<void> {
  if (flags.wild !== undefined) return evaluateWild(flags.wild, flags, signal);
  if (flags.out !== undefined) throw new UsageError("--out: expected --wild beside it. Name a folder with --wild.");
  if (flags.count !== undefined && !flags.roundTrip && !flags.refusals) {
    throw new UsageError("--count: expected --round-trip or --refusals beside it.");
  }
  const core = loadCore();
  const files = await findBundle(flags.model);
  const synthetic = flags.synthetic ?? false;
  const dataset = await openDataset({ core, synthetic, size: SYNTHETIC_TEST, onEvent: say, signal });
  const test = await normalise(core, dataset.test, signal);
  if (flags.roundTrip || flags.refusals) return evaluateReader(core, files, { dataset, test }, flags, signal);
  const [measured] = (await measureInWorker([files], test, "evaluate", signal)) as [Measurement];
  process.stdout.write(flags.json ? toJson(dataset, measured) : toText(dataset, measured));
}

/** What a reader makes of more than the test images as they are. */
async function evaluateReader(
  core: Core,
  files: BundleFiles,
  { dataset, test }: { dataset: Dataset; test: Samples },
  flags: Flags,
  signal: AbortSignal,
): Promise<void> {
  const count = flags.count ?? DEFAULT_COUNT;
  await withReader(core, files, signal, async (context) => {
    const roundTrips = flags.roundTrip ? await roundTrip(context, test, count) : undefined;
    const refusals = flags.refusals ? await measureRefusals(context, test.images, count) : undefined;
    const { name: model } = context.reader.manifest;
    const { name, source } = dataset;
    const tables = [roundTrips && formatRoundTrip(roundTrips), refusals && formatRefusals(refusals)];
    const lines = [`Data: ${source}`, `Model: ${model}`, ...tables.filter((table) => table !== undefined)];
    const json = { dataset: name, source, model, roundTrips, refusals };
    process.stdout.write(`${flags.json ? JSON.stringify(json) : lines.join("\n")}\n`);
  });
}

/** How a folder of labelled pictures and drawings is read. */
async function evaluateWild(dir: string, flags: Flags, signal: AbortSignal): Promise<void> {
  await withReader(loadCore(), await findBundle(flags.model), signal, async (context) => {
    const readings = await readWild(context, userPath(dir));
    const scores = scoreWild(readings);
    const { name } = context.reader.manifest;
    if (flags.out !== undefined) await replaceDurable(userPath(flags.out), renderSheet(name, scores, readings));
    const text = flags.json ? JSON.stringify({ model: name, scores }) : `Model: ${name}\n${formatScores(scores)}`;
    process.stdout.write(`${text}\n`);
  });
}

function toJson({ name: dataset, source }: Dataset, measured: Measurement): string {
  return `${JSON.stringify({ dataset, source, ...measured })}\n`;
}

function toText({ source }: Dataset, { model, evaluation, sets, predictMilliseconds }: Measurement) {
  const [low, high] = evaluation.accuracyInterval;
  const lines = [
    `Data: ${source}`,
    `Model: ${model}`,
    `accuracy    ${percent(evaluation.accuracy)} of ${evaluation.n} images (95 % interval ${percent(low)} to ${percent(high)})`,
    `macro F1    ${evaluation.macro.f1.toFixed(4)}`,
    `log loss    ${evaluation.logLoss.toFixed(4)}`,
    `ECE         ${percent(evaluation.ece)}`,
    `95 % sets   hold the truth in ${percent(sets["0.95"].coverage)}, ${sets["0.95"].meanSize.toFixed(3)} digits on average`,
    `99 % sets   hold the truth in ${percent(sets["0.99"].coverage)}, ${sets["0.99"].meanSize.toFixed(3)} digits on average`,
    `predict     ${predictMilliseconds.toFixed(3)} ms an image`,
  ];
  return `${lines.join("\n")}\n`;
}
