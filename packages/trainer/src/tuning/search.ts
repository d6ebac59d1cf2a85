import { mean, type SearchSpace, type Trial } from "@siffra/shared";
import type { Split } from "../evaluation/index.ts";
import { drawConfigurations } from "./draw.ts";
import { configure, type Parameters } from "./parameters.ts";
import { foldsOf, ranked, rungsOf, survivorsOf } from "./rungs.ts";

/** A trial that is still to be done, and the folds to do it in. */
export interface PlannedTrial extends Omit<Trial, "score" | "scores"> {
  folds: Split[];
}

/** Does all these trials, in any order, and gives the accuracy in each fold of each, in theirs. */
export type RunTrials = (planned: readonly PlannedTrial[]) => Promise<number[][]>;

/**
 * Runs a search: all configurations, then rung by rung the best on more images.
 * What it gives is a function of the space, the seed and what `run` gives for each trial.
 * @param labels of the training images
 * @returns all trials, rung by rung, and the number of the best
 */
export async function search(
  space: SearchSpace,
  labels: Uint8Array,
  seed: number,
  run: RunTrials,
): Promise<{ trials: Trial[]; best: number }> {
  const configurations = drawConfigurations(space, seed);
  const trials: Trial[] = [];
  let alive = [...configurations.keys()];
  let last: Trial[] = [];
  for (const [number, rung] of rungsOf(space).entries()) {
    const folds = foldsOf(labels, space, rung.images, seed);
    const planned = alive.map((trial) =>
      plan(space, configurations[trial] as Parameters, { trial, rung: number, seed, folds }),
    );
    const scores = await run(planned);
    last = planned.map(({ folds: _, ...trial }, i) => {
      const own = scores[i] as number[];
      return { ...trial, score: mean(own), scores: own };
    });
    trials.push(...last);
    alive = survivorsOf(rung, last);
  }
  return { trials, best: (ranked(last)[0] as Trial).trial };
}

function plan(
  { pipeline }: SearchSpace,
  parameters: Parameters,
  place: Pick<PlannedTrial, "trial" | "rung" | "seed" | "folds">,
): PlannedTrial {
  const images = place.folds[0]?.kept.length ?? 0;
  return { ...place, images, parameters, config: configure(pipeline, parameters) };
}
