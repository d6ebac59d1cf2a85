import { join } from "node:path";
import type { Core, Exploration } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { proxy } from "comlink";
import { Command } from "commander";
import { type Dataset, SYNTHETIC_SIZE } from "../../dataset/index.ts";
import { at, gather, stratifiedSplit } from "../../evaluation/index.ts";
import { completeExploration, type TrainingExploration } from "../../explore/index.ts";
import { renderExploration } from "../../report/index.ts";
import { normalise } from "../../training/index.ts";
import { toShared } from "../../workers/index.ts";
import { startPool } from "../../workers/node/index.ts";
import { openDataset } from "../files/dataset.ts";
import { prepareFolder, replaceDurable } from "../files/disk.ts";
import { userPath } from "../files/paths.ts";
import { StepProgress, say } from "../terminal/index.ts";
import { cancellable } from "../terminal/signals.ts";
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
  const out = flags.out === undefined ? undefined : userPath(flags.out);
  // Before minutes of work, not after them.
  if (out !== undefined) await prepareFolder(out);
  await cancellable("nothing was written. Give the same command again to start anew.", async (signal) => {
    // Drawing all of them would take longer than looking at a few.
    const size = flags.quick ? { ...SYNTHETIC_SIZE, train: QUICK, test: QUICK_TEST } : SYNTHETIC_SIZE;
    const dataset = await openDataset({ core, synthetic: flags.synthetic ?? false, size, onEvent: say, signal });
    const found = await exploreDataset(core, dataset, flags, signal);
    if (out !== undefined) await writeTo(out, found);
    process.stdout.write(`${flags.json ? JSON.stringify(found) : toExploreText(found)}\n`);
  });
}

/** Looks at the images in a worker, so that this thread hears Ctrl-C. */
async function exploreDataset(
  core: Core,
  dataset: Dataset,
  { quick, seed }: Flags,
  signal: AbortSignal,
): Promise<Exploration> {
  const raw = rawImages(dataset, quick ? QUICK : null, seed);
  const pool = startPool(1, await normalise(core, raw, signal), signal);
  const progress = new StepProgress("explore");
  const onProgress = proxy((step: string, share: number) => void progress.show(step, share));
  try {
    const [found] = await pool.run([(worker) => worker.api.explore(raw, seed, onProgress)]);
    const test = { ...dataset.test, places: Uint32Array.from(dataset.test.labels.keys()) };
    return completeExploration(dataset, found as TrainingExploration, raw, test);
  } finally {
    progress.end();
    await pool.close();
  }
}

/** Training images as their file has them: all of them, or a stratified sample. */
function rawImages({ train }: Dataset, sample: number | null, seed: number) {
  const all = Uint32Array.from(train.labels.keys());
  const isSample = sample !== null && sample < all.length;
  const places = isSample ? at(all, stratifiedSplit(train.labels, sample, seed).heldOut) : all;
  const { images, labels } = isSample ? gather(train, places) : train;
  return { images: toShared(images), labels, places };
}

async function writeTo(dir: string, found: Exploration): Promise<void> {
  await replaceDurable(join(dir, "explore.json"), `${JSON.stringify(found)}\n`);
  await replaceDurable(join(dir, "explore.html"), renderExploration(found, "en"));
  await replaceDurable(join(dir, "explore.sv.html"), renderExploration(found, "sv"));
  say(`Written to ${dir}: explore.json, explore.html, explore.sv.html`);
}
