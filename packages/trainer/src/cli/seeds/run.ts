import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Metrics, RunInfo } from "@siffra/shared";
import type { Emit } from "../../training/index.ts";
import { isRun, readRunFile } from "../files/run-files.ts";
import { runTraining, type TrainOptions } from "../train/index.ts";

/** The figures of one seed's run. */
export interface SeedRun {
  seed: number;
  metrics: Metrics;
}

/**
 * Trains with `count` seeds from `options.seed` on, each in OUT/seed-NUMBER; everything that depends on a seed does: the
 * split too. With `resume`, a run that is there already is kept when it is the same training.
 */
export async function trainSeeds(
  options: TrainOptions,
  count: number,
  onEvent: Emit,
  signal: AbortSignal,
): Promise<SeedRun[]> {
  const runs: SeedRun[] = [];
  for (let i = 0; i < count; i++) {
    const seed = (options.seed + i) >>> 0;
    const run = { ...options, seed, out: join(options.out, `seed-${seed}`) };
    const kept = options.resume ? await readSame(run) : undefined;
    runs.push({ seed, metrics: kept ?? (await runTraining(run, onEvent, signal)).metrics });
  }
  return runs;
}

/** The figures of a finished run in the folder of `options`, if it was one with the same options. */
async function readSame({ profile, pipelines, seed, synthetic, out }: TrainOptions): Promise<Metrics | undefined> {
  if (!isRun(out)) return undefined;
  const run = await readRunFile(join(out, "run.json"), RunInfo);
  const isSame = isDeepStrictEqual(run.profile, { ...profile, pipelines }) && run.seed === seed;
  if (!isSame || (run.dataset.name === "synthetic") !== synthetic) return undefined;
  return readRunFile(join(out, "metrics.json"), Metrics);
}
