import { availableParallelism } from "node:os";
import { join } from "node:path";
import { SearchSpace } from "@siffra/shared";
import { Command } from "commander";
import { type ExperimentKind, readExperiment } from "../files/experiments.ts";
import { RUNS_DIR, SEARCH_DIR, userPath } from "../files/paths.ts";
import { say } from "../terminal/index.ts";
import { abortOnSignals } from "../terminal/signals.ts";
import { parseSeed, parseWorkers } from "../usage.ts";
import type { TuneListener, TuneOptions } from "./options.ts";
import { runSearch } from "./run.ts";
import { formatTrial, formatTrials } from "./table.ts";

const SEARCH: ExperimentKind = {
  dir: SEARCH_DIR,
  argument: "the search",
  jsonCode: "search-json",
  schemaCode: "search-schema",
  advice: "Compare it with experiments/search/svm.json.",
};

interface Flags {
  out?: string;
  seed?: number;
  workers?: number;
  resume?: true;
  synthetic?: true;
  json?: true;
}

export function tuneCommand(): Command {
  return new Command("tune")
    .description("search for the parameters of a pipeline, on training images alone")
    .argument("<search>", "a search of experiments/search/, or a path that ends in .json")
    .option("--out <dir>", "folder of the journal and the result (default: runs/tune-SEARCH in the repository)")
    .option("--resume", "go on with the search in that folder")
    .option("--seed <number>", "in place of the search's seed", parseSeed)
    .option("--workers <number>", "threads; the result does not depend on it (default: one a core)", parseWorkers)
    .option("--synthetic", "draw digits from a seed instead of reading MNIST")
    .option("--json", "print every trial, then the result, as one JSON object a line")
    .addHelpText("after", "\nExample:\n  siffra tune svm\n  siffra tune svm --resume")
    .action(tune);
}

async function tune(name: string, flags: Flags): Promise<void> {
  const space = await readExperiment(SearchSpace, name, SEARCH);
  const options: TuneOptions = {
    space,
    seed: flags.seed ?? space.seed,
    workers: flags.workers ?? availableParallelism(),
    synthetic: flags.synthetic ?? false,
    out: flags.out === undefined ? join(RUNS_DIR, `tune-${space.name}`) : userPath(flags.out),
    resume: flags.resume ?? false,
  };
  const result = await runSearch(options, createListener(flags.json ?? false), abortOnSignals());
  if (flags.json) return print(JSON.stringify({ type: "result", folder: options.out, ...result }));
  print(`\n${formatTrials(result)}\n\nThe best pipeline: ${join(options.out, "best.json")}`);
  print(`The search in pictures: ${join(options.out, "search.html")} (svenska: search.sv.html)`);
}

function createListener(json: boolean): TuneListener {
  return {
    message: say,
    trial: (trial, done, of) => {
      if (json) return print(JSON.stringify({ type: "trial", ...trial }));
      say(formatTrial(trial, done, of));
    },
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
