import type { CrossValidationConfig, PipelineConfig } from "@siffra/shared";
import type { CrossValidationPlan, FoldScore } from "../../evaluation/index.ts";
import { summariseFolds } from "../../evaluation/index.ts";
import { longestFirst } from "../../models/index.ts";
import type { Emit } from "../../training/index.ts";
import { foldTask, type Task, type WorkerPool } from "../../workers/index.ts";

/** One model in one fold of one repeat. */
interface Place {
  config: PipelineConfig;
  repeat: number;
  fold: number;
}

/** The scores of one model, the first repeat's first. */
export interface CrossValidatedModel {
  model: string;
  scores: FoldScore[];
}

/** Every model in every fold, one fold a task; the outcome is in the order of `configs`. */
export async function crossValidate(
  pool: WorkerPool,
  configs: readonly PipelineConfig[],
  plan: CrossValidationPlan,
  { fewerFolds = {} }: CrossValidationConfig,
  emit: Emit,
): Promise<CrossValidatedModel[]> {
  const places = longestFirst(configs).flatMap((config) => placesOf(config, plan, fewerFolds[config.name]));
  const report = progressReporter(places, plan.folds, emit);
  const tasks = places.map((place): Task<FoldScore> => {
    const { seed, splits } = plan.repeats[place.repeat] as CrossValidationPlan["repeats"][number];
    const fold = splits[place.fold] as (typeof splits)[number];
    const score = foldTask({ config: place.config, seed, fold, sharedAs: null });
    return async (worker, board) => report(place, await score(worker, board));
  });
  const scores = await pool.run(tasks);
  return configs.map((config) => ({
    model: config.name,
    scores: scores.filter((_, i) => places[i]?.config === config),
  }));
}

/** The folds of a model, those of the first repeat first: all of them, or the first `most`. */
function placesOf(config: PipelineConfig, { folds, repeats }: CrossValidationPlan, most?: number): Place[] {
  const all = repeats.flatMap((_, repeat) => Array.from({ length: folds }, (_, fold) => ({ config, repeat, fold })));
  return all.slice(0, most);
}

/** Tells how far each model is, and how it did once all its folds are there. */
function progressReporter(places: readonly Place[], folds: number, emit: Emit) {
  const done = new Map<string, FoldScore[]>();
  return ({ config }: Place, score: FoldScore): FoldScore => {
    const model = config.name;
    const scores = [...(done.get(model) ?? []), score];
    done.set(model, scores);
    const all = places.filter((place) => place.config === config).length;
    emit({ type: "model-progress", model, step: "cross-validation", share: scores.length / all });
    if (scores.length === all) {
      const { mean, standardDeviation } = summariseFolds(scores, folds);
      emit({ type: "model-cross-validated", model, folds: all, mean, standardDeviation });
    }
    return score;
  };
}
