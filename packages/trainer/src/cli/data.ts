import { loadCore } from "@siffra/shared/node";
import { Command } from "commander";
import { describeData, formatData } from "../data/index.ts";
import { SYNTHETIC_SIZE } from "../dataset/index.ts";
import { openDataset } from "./files/dataset.ts";
import { say } from "./terminal/index.ts";
import { abortOnSignals } from "./terminal/signals.ts";

export function dataCommand(): Command {
  return new Command("data")
    .description("show where the images come from, their sums and how many there are of each digit")
    .option("--synthetic", "draw digits from a seed instead of reading MNIST")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  MNIST_DIR=~/mnist siffra data")
    .action(data);
}

async function data(flags: { synthetic?: true; json?: true }): Promise<void> {
  const synthetic = flags.synthetic ?? false;
  // A download that is cancelled says itself what it has kept.
  const options = { core: loadCore(), synthetic, size: SYNTHETIC_SIZE, onEvent: say, signal: abortOnSignals() };
  const dataset = await openDataset(options);
  const description = describeData(dataset);
  process.stdout.write(`${flags.json ? JSON.stringify(description) : formatData(description)}\n`);
}
