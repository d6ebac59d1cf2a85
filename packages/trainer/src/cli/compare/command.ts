import { join } from "node:path";
import { Command } from "commander";
import { RUNS_DIR, userPath } from "../files/paths.ts";
import { isRun } from "../files/run-files.ts";
import { cancellable } from "../terminal/signals.ts";
import { compareBundles } from "./bundles.ts";
import { readRun } from "./finished.ts";
import { bundlesText, runText } from "./text.ts";

interface Flags {
  synthetic?: true;
  json?: true;
}

export function compareCommand(): Command {
  return new Command("compare")
    .description("compare the models of a finished run, or saved models of several")
    .argument(
      "[folders...]",
      "one run: prints its comparison, made on training data; bundles, or several runs: reads the test images with each (default: runs/standard)",
    )
    .option("--synthetic", "compare bundles on 2,000 drawn digits instead of MNIST's test images")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExample:\n  siffra compare runs/standard\n  siffra compare runs/standard/models/svm runs/try",
    )
    .action(compare);
}

async function compare(folders: string[], flags: Flags): Promise<void> {
  const paths = folders.length > 0 ? folders.map(userPath) : [join(RUNS_DIR, "standard")];
  const [only] = paths;
  const print = (value: unknown, text: string) =>
    process.stdout.write(`${flags.json ? JSON.stringify(value) : text}\n`);
  if (paths.length === 1 && only !== undefined && isRun(only)) {
    const run = await readRun(only);
    print(run, runText(run));
    return;
  }
  await cancellable("nothing was changed. Give the same command again to compare anew.", async (signal) => {
    const comparison = await compareBundles(paths, flags.synthetic ?? false, signal);
    print(comparison, bundlesText(comparison));
  });
}
