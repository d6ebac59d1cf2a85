import { loadCore } from "@siffra/shared/node";
import { Command } from "commander";
import type { Dataset } from "../data/index.ts";
import { percent } from "../percent.ts";
import { type Measurement, measureBundle } from "../pipeline/index.ts";
import { findBundle } from "./bundles.ts";
import { openDataset, SYNTHETIC_TEST } from "./dataset.ts";
import { say } from "./terminal/index.ts";

interface Flags {
  model?: string;
  synthetic?: true;
  json?: true;
}

export function evaluateCommand(): Command {
  return new Command("evaluate")
    .description("measure a saved model on the test images; nothing is trained or chosen")
    .option(
      "--model <name|dir>",
      "a model of runs/standard, a shipped one or a bundle's folder (default: the chosen one)",
    )
    .option("--synthetic", "draw 2,000 test digits from a seed instead of reading MNIST")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  siffra evaluate --model runs/standard/models/svm")
    .action(evaluateModel);
}

async function evaluateModel(flags: Flags): Promise<void> {
  const core = loadCore();
  const files = await findBundle(flags.model);
  const synthetic = flags.synthetic ?? false;
  const dataset = await openDataset({ core, synthetic, size: SYNTHETIC_TEST, onEvent: say });
  const test = { images: core.normaliseMnist(dataset.test.images), labels: dataset.test.labels };
  const measured = measureBundle(core, files, test, () => true);
  process.stdout.write(flags.json ? toJson(dataset, measured) : toText(dataset, measured));
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
