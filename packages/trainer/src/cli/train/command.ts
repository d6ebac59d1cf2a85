import { join } from "node:path";
import { Command } from "commander";
import { abortOnSignals } from "../terminal/signals.ts";
import { parseNames, parseSeed, parseWorkers } from "../usage.ts";
import { type TrainFlags, toOptions } from "./options.ts";
import { runTraining } from "./run.ts";
import { formatSums, formatTable, toSummary } from "./table.ts";
import { createTerminal } from "./terminal.ts";

export function trainCommand(): Command {
  return new Command("train")
    .description("train the models of a profile, choose the best by a written rule, measure and compare them")
    .option("--profile <name>", "a profile of experiments/, or a path that ends in .json", "standard")
    .option("--models <names>", "train only these of the profile, names between commas", parseNames)
    .option("--out <dir>", "the run folder (default: runs/PROFILE in the repository)")
    .option("--seed <number>", "in place of the profile's seed", parseSeed)
    .option("--workers <number>", "threads; the result does not depend on it (default: one a core)", parseWorkers)
    .option("--resume", "go on with networks where an interrupted run of the same folder stood; the result is the same")
    .option(
      "--all-folds",
      "slow models go through all folds of the cross-validation, not the profile's fewerFolds alone",
    )
    .option("--synthetic", "draw digits from a seed instead of reading MNIST")
    .option("--json", "print every event, then the result, as one JSON object a line")
    .addHelpText("after", "\nExample:\n  siffra train --profile quick --models random-forest --out runs/try")
    .action(train);
}

async function train(flags: TrainFlags): Promise<void> {
  const options = await toOptions(flags);
  const { train: trainCount, test: testCount } = options.profile.dataset;
  const isSample = trainCount !== null || testCount !== null;
  const onEvent = flags.json ? printJson : createTerminal(isSample);
  const result = await runTraining(options, onEvent, abortOnSignals());
  if (flags.json) return printJson(toSummary(result, options.out));
  const { seconds } = result.run;
  const end = `Done in ${seconds.toFixed(1)} s: ${join(options.out, "report.html")} (svenska: report.sv.html)`;
  process.stdout.write(`\n${formatTable(result)}\n\nSHA-256\n${formatSums(result)}\n\n${end}\n`);
}

function printJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
