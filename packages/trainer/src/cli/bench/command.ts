import { availableParallelism } from "node:os";
import { join } from "node:path";
import { SiffraError } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { Command, Option } from "commander";
import { type Dataset, SYNTHETIC_SIZE } from "../../dataset/index.ts";
import { openDataset } from "../files/dataset.ts";
import { BENCH_DIR, userPath } from "../files/paths.ts";
import { abortOnSignals } from "../terminal/signals.ts";
import { parseCount, parseNames, parseWorkers, UsageError } from "../usage.ts";
import type { BenchOptions } from "./measure/context.ts";
import type { Growth } from "./measure/growth.ts";
import type { Row } from "./measure/rows.ts";
import { formatTable } from "./output/table.ts";
import { prepareFolder, writeResult } from "./output/write.ts";
import type { PeerProgram } from "./peer/process.ts";
import { MAKE_VENV, sklearnProgram } from "./peer/program.ts";
import { chooseRows, readPlan } from "./plan.ts";
import { type BenchRequest, type BenchResult, runBench } from "./run.ts";

interface Flags {
  rows?: string[];
  repeat: number;
  peer?: "sklearn";
  python?: string;
  train?: number;
  test?: number;
  growth?: true;
  peerFull?: true;
  workers?: number;
  synthetic?: true;
  json?: true;
  out?: string;
}

export function benchCommand(): Command {
  return new Command("bench")
    .description("measure speed, accuracy and memory row by row, beside scikit-learn where it is there")
    .option("--rows <names>", "only these, names between commas (default: all of bench/rows.json)", parseNames)
    .option("--repeat <number>", "how often each is measured", parseCount(1, 100), 3)
    .addOption(new Option("--peer <name>", "measure the same work in scikit-learn, by turns").choices(["sklearn"]))
    .option("--python <path>", "a Python that has scikit-learn (default: bench/.venv/bin/python)")
    .option("--train <number>", "only the first training images", parseCount(100, 60_000))
    .option("--test <number>", "only the first test images", parseCount(10, 10_000))
    .option("--growth", "how time and memory of these rows grow with the number of training images, too")
    .option("--peer-full", "with --growth: scikit-learn on all sizes, however long it takes")
    .option("--workers <number>", "threads (default: one a core)", parseWorkers)
    .option("--synthetic", "draw digits from a seed instead of reading MNIST")
    .option("--json", "print one JSON object a row")
    .option("--out <dir>", "write benchmarks.md, bench.json and growth.svg there")
    .addHelpText("after", `\nA Python for --peer sklearn, from the repository's root:\n  ${MAKE_VENV}`)
    .addHelpText("after", "\nExample:\n  siffra bench --rows svm-raw,svm-raw-predict --peer sklearn --repeat 3")
    .action(bench);
}

const log = (line: string) => void process.stderr.write(`${line}\n`);

async function bench(flags: Flags): Promise<void> {
  if (flags.python !== undefined && !flags.peer) throw new UsageError("--python: expected --peer sklearn beside it.");
  const plan = await readPlan(join(BENCH_DIR, "rows.json"));
  const cases = chooseRows(plan, flags.rows);
  const request: BenchRequest = {
    plan,
    cases,
    hasGrowth: flags.growth ?? false,
    isPeerFull: flags.peerFull ?? false,
  };
  const out = flags.out === undefined ? undefined : userPath(flags.out);
  if (out !== undefined) await prepareFolder(out);
  const peer = flags.peer ? findPeer(flags.python) : null;
  // Every process that was started ends, and nothing is written.
  const signal = abortOnSignals(new SiffraError("cancelled", "Cancelled: nothing was written."));
  const dataset = await openBenchDataset(flags, signal);
  const options = toOptions(flags, dataset, peer);
  const onResult = (result: Row | Growth) => {
    if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  };
  const result = await runBench(dataset, request, options, { signal, log, onResult });
  if (!flags.json) process.stdout.write(`${formatTable(result.rows)}\n`);
  if (out !== undefined) await writeTo(out, result, flags);
  refuseFailures(result);
}

/** A peer that is not there is said once, and the rows go on without. */
function findPeer(python: string | undefined): PeerProgram | null {
  const found = sklearnProgram(python === undefined ? undefined : userPath(python));
  if ("program" in found) return found.program;
  log(`without a peer: ${found.missing}`);
  return null;
}

async function openBenchDataset(flags: Flags, signal: AbortSignal): Promise<Dataset> {
  const size = {
    seed: SYNTHETIC_SIZE.seed,
    train: flags.train ?? SYNTHETIC_SIZE.train,
    test: flags.test ?? SYNTHETIC_SIZE.test,
  };
  const dataset = await openDataset({
    core: loadCore(),
    synthetic: flags.synthetic ?? false,
    size,
    onEvent: log,
    signal,
  });
  log(`Data: ${dataset.source}${dataset.name === "synthetic" ? ". These figures are NOT about MNIST." : ""}`);
  return dataset;
}

function toOptions({ repeat, workers, train, test }: Flags, dataset: Dataset, peer: PeerProgram | null): BenchOptions {
  return {
    repeat,
    workers: workers ?? availableParallelism(),
    train: Math.min(train ?? dataset.train.labels.length, dataset.train.labels.length),
    test: Math.min(test ?? dataset.test.labels.length, dataset.test.labels.length),
    peer,
  };
}

async function writeTo(dir: string, result: BenchResult, flags: Flags): Promise<void> {
  const names = await writeResult(dir, result, commandOf(flags));
  log(`Written to ${dir}: ${names.join(", ")}`);
}

/** The command line again, without --python, which names a place on this machine. */
function commandOf(flags: Flags): string {
  const words = ["pnpm siffra bench"];
  if (flags.rows) words.push(`--rows ${flags.rows.join(",")}`);
  words.push(`--repeat ${flags.repeat}`);
  if (flags.peer) words.push(`--peer ${flags.peer}`);
  if (flags.train !== undefined) words.push(`--train ${flags.train}`);
  if (flags.test !== undefined) words.push(`--test ${flags.test}`);
  if (flags.growth) words.push("--growth");
  if (flags.peerFull) words.push("--peer-full");
  if (flags.workers !== undefined) words.push(`--workers ${flags.workers}`);
  if (flags.synthetic) words.push("--synthetic");
  if (flags.out !== undefined) words.push(`--out ${flags.out}`);
  return words.join(" ");
}

function refuseFailures({ failed }: BenchResult): void {
  if (failed.length === 0) return;
  throw new SiffraError(
    "bench-failed",
    `Some of it could not be measured: ${failed.join(", ")}. The lines above say why.`,
  );
}
