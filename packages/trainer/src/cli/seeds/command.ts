import { Command } from "commander";
import { abortOnSignals } from "../terminal/signals.ts";
import { createTerminal, type TrainFlags, toOptions, withoutBaselines } from "../train/index.ts";
import { parseCount, parseNames, parseSeed, parseWorkers } from "../usage.ts";
import { trainSeeds } from "./run.ts";
import { spreadText, toSpreads } from "./spread.ts";

type Flags = TrainFlags & { count: number };

export function seedsCommand(): Command {
  return new Command("seeds")
    .description("train the same models with several seeds and tell how far their test figures lie apart")
    .option("--profile <name>", "a profile of experiments/, or a path that ends in .json", "full")
    .option(
      "--models <names>",
      "train only these of the profile, names between commas (default: all but baselines)",
      parseNames,
    )
    .option("--count <number>", "how many seeds, one run each", parseCount(2, 100), 5)
    .option("--out <dir>", "a folder of run folders, one a seed (default: runs/PROFILE-seeds in the repository)")
    .option("--seed <number>", "the first seed, in place of the profile's", parseSeed)
    .option("--workers <number>", "threads; the result does not depend on it (default: one a core)", parseWorkers)
    .option("--resume", "keep the runs that are there and go on with the one that was interrupted")
    .option("--synthetic", "draw digits from a seed instead of reading MNIST")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  siffra seeds --profile full --count 5 --resume")
    .action(seeds);
}

async function seeds(flags: Flags): Promise<void> {
  const options = await toOptions(flags, withoutBaselines);
  const out = flags.out === undefined ? `${options.out}-seeds` : options.out;
  const progress = flags.json ? () => {} : createTerminal(false);
  const runs = await trainSeeds({ ...options, out }, flags.count, progress, abortOnSignals());
  const spreads = toSpreads(runs);
  const text = flags.json ? JSON.stringify({ type: "seeds", folder: out, models: spreads }) : spreadText(spreads);
  process.stdout.write(`${text}\n`);
}
