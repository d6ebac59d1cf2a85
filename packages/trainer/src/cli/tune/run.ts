import { existsSync } from "node:fs";
import { join } from "node:path";
import { asSiffraError, type Core, type SearchResult, SiffraError, sha256Hex, VERSION } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { type Dataset, SYNTHETIC_SIZE } from "../../dataset/index.ts";
import { gather, type Samples, stratifiedSplit } from "../../evaluation/index.ts";
import { renderSearch } from "../../report/search/index.ts";
import { normalise } from "../../training/index.ts";
import { search } from "../../tuning/index.ts";
import { startPool } from "../../workers/node/index.ts";
import { openDataset } from "../files/dataset.ts";
import { makeFolders, replaceDurable, toJsonText } from "../files/disk.ts";
import { UsageError } from "../usage.ts";
import { Journal } from "./journal.ts";
import { Lock } from "./lock.ts";
import type { TuneListener, TuneOptions } from "./options.ts";
import { createRunner } from "./trials.ts";

/** Searches, or goes on searching, and leaves search.json, best.json and the plots beside the journal. */
export async function runSearch(
  options: TuneOptions,
  listener: TuneListener,
  signal: AbortSignal,
): Promise<SearchResult> {
  const core = loadCore();
  await prepareFolder(options);
  const lock = await Lock.take(options.out);
  try {
    return await searchIn(core, options, listener, signal);
  } finally {
    await lock.release();
  }
}

/** The search in a folder that is ours alone. */
async function searchIn(
  core: Core,
  options: TuneOptions,
  listener: TuneListener,
  signal: AbortSignal,
): Promise<SearchResult> {
  const dataset = await openSearchDataset(core, options, listener, signal);
  const sum = fingerprint(core, options, dataset);
  const journal = await Journal.open(join(options.out, "trials.jsonl"), sum, listener.message);
  if (journal.size > 0) listener.message(`${journal.size} trials are done already.`);
  try {
    const samples = await trainingSamples(core, dataset, options, signal);
    const found = await searchWith(samples, options, journal, listener, signal);
    const result: SearchResult = {
      formatVersion: 1,
      search: sum,
      space: options.space,
      seed: options.seed,
      dataset: { name: dataset.name, sha256: dataset.sha256 },
      preprocessVersion: core.preprocessVersion(),
      ...found,
    };
    await writeResult(options.out, result);
    return result;
  } catch (thrown) {
    throw asSiffraError(thrown).code === "cancelled" ? cancelled(journal) : thrown;
  } finally {
    await journal.close();
  }
}

async function prepareFolder({ out, resume }: TuneOptions): Promise<void> {
  if (!resume && existsSync(join(out, "trials.jsonl"))) {
    throw new UsageError(`--out ${out}: a search is there. Go on with it by --resume, or name another folder.`);
  }
  try {
    await makeFolders(out);
  } catch (cause) {
    const message = `Cannot make ${out}: ${(cause as Error).message}. Name another folder with --out.`;
    throw new SiffraError("search-folder", message, { cause });
  }
}

function openSearchDataset(core: Core, options: TuneOptions, { message }: TuneListener, signal: AbortSignal) {
  const train = options.space.images ?? SYNTHETIC_SIZE.train;
  const size = { seed: SYNTHETIC_SIZE.seed, train, test: 1 };
  return openDataset({ core, synthetic: options.synthetic, size, onEvent: message, signal });
}

/** The sum of all that decides what a trial gives; trials of two searches with the same sum can stand for one another. */
function fingerprint(core: Core, { space, seed }: TuneOptions, { sha256 }: Dataset): string {
  const { description: _, ...decisive } = space;
  const all = { space: decisive, seed, dataset: sha256, preprocess: core.preprocessVersion(), siffra: VERSION };
  return sha256Hex(new TextEncoder().encode(JSON.stringify(all)));
}

/** The sample of the training images that the search works on; it takes nothing of the test images. */
function trainingSamples(core: Core, { train }: Dataset, { space, seed }: TuneOptions, signal: AbortSignal) {
  const count = Math.min(space.images ?? train.labels.length, train.labels.length);
  return normalise(core, gather(train, stratifiedSplit(train.labels, count, seed).heldOut), signal);
}

async function searchWith(
  train: Samples,
  { space, seed, workers }: TuneOptions,
  journal: Journal,
  listener: TuneListener,
  signal: AbortSignal,
): Promise<Pick<SearchResult, "trials" | "best">> {
  const pool = startPool(workers, train, signal);
  try {
    return await search(space, train.labels, seed, createRunner(pool, journal, listener));
  } finally {
    await pool.close();
  }
}

async function writeResult(out: string, result: SearchResult): Promise<void> {
  const best = result.trials.find(({ trial }) => trial === result.best);
  await replaceDurable(join(out, "best.json"), toJsonText(best?.config));
  await replaceDurable(join(out, "search.html"), renderSearch(result, "en"));
  await replaceDurable(join(out, "search.sv.html"), renderSearch(result, "sv"));
  await replaceDurable(join(out, "search.json"), toJsonText(result));
}

function cancelled(journal: Journal): SiffraError {
  const advice = "Go on with the same command and --resume.";
  return new SiffraError("cancelled", `Cancelled: ${journal.size} trials are kept in ${journal.path}. ${advice}`);
}
