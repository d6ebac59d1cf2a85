import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Core, Exploration } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { Command } from "commander";
import { type Dataset, SYNTHETIC_SIZE } from "../../dataset/index.ts";
import { at, gather, stratifiedSplit } from "../../evaluation/index.ts";
import { completeExploration, exploreTraining, type TrainingImages } from "../../explore/index.ts";
import { renderExploration } from "../../report/index.ts";
import { openDataset } from "../dataset.ts";
import { replaceDurable, writeError } from "../files.ts";
import { userPath } from "../paths.ts";
import { StepProgress, say } from "../terminal/index.ts";
import { parseSeed } from "../usage.ts";
import { toExploreText } from "./text.ts";

/** Training images of --quick, a stratified sample. */
const QUICK = 6000;
/** Test images of --quick where they are drawn. */
const QUICK_TEST = 1000;

interface Flags {
  out?: string;
  quick?: true;
  seed: number;
  synthetic?: true;
  json?: true;
}

export function exploreCommand(): Command {
  return new Command("explore")
    .description("look at the images before anything is fitted: values, duplicates, shapes, likely label errors")
    .option("--out <dir>", "write explore.json, explore.html and explore.sv.html there")
    .option("--quick", `a sample of ${QUICK} training images: a rough look in a few seconds`)
    .option("--seed <number>", "of samples and folds", parseSeed, 1)
    .option("--synthetic", "draw digits from a seed instead of reading MNIST")
    .option("--json", "print what explore.json holds as one JSON object")
    .addHelpText(
      "after",
      "\nExample:\n  siffra explore --out runs/explore\n  siffra explore --quick --json | jq .labelErrors",
    )
    .action(explore);
}

async function explore(flags: Flags): Promise<void> {
  const core = loadCore();
  // Drawing all of them would take longer than looking at a few.
  const size = flags.quick ? { ...SYNTHETIC_SIZE, train: QUICK, test: QUICK_TEST } : SYNTHETIC_SIZE;
  const dataset = await openDataset({ core, synthetic: flags.synthetic ?? false, size, onEvent: say });
  const found = exploreDataset(core, dataset, flags);
  if (flags.out !== undefined) await writeTo(userPath(flags.out), found);
  process.stdout.write(`${flags.json ? JSON.stringify(found) : toExploreText(found)}\n`);
}

function exploreDataset(core: Core, dataset: Dataset, { quick, seed }: Flags): Exploration {
  const training = trainingImages(core, dataset, quick ? QUICK : null, seed);
  const progress = new StepProgress("explore");
  const found = exploreTraining(core, training, seed, (step, share) => progress.show(step, share));
  progress.end();
  const test = { ...dataset.test, places: Uint32Array.from(dataset.test.labels.keys()) };
  return completeExploration(dataset, found, training, test);
}

function trainingImages(core: Core, { train }: Dataset, sample: number | null, seed: number): TrainingImages {
  const all = Uint32Array.from(train.labels.keys());
  const isSample = sample !== null && sample < all.length;
  const places = isSample ? at(all, stratifiedSplit(train.labels, sample, seed).heldOut) : all;
  const samples = isSample ? gather(train, places) : train;
  return { ...samples, places, normalised: core.normaliseMnist(samples.images) };
}

async function writeTo(dir: string, found: Exploration): Promise<void> {
  await mkdir(dir, { recursive: true }).catch((cause) => {
    throw writeError(dir, cause);
  });
  await replaceDurable(join(dir, "explore.json"), `${JSON.stringify(found)}\n`);
  await replaceDurable(join(dir, "explore.html"), renderExploration(found, "en"));
  await replaceDurable(join(dir, "explore.sv.html"), renderExploration(found, "sv"));
  say(`Written to ${dir}: explore.json, explore.html, explore.sv.html`);
}
