import type { ComparedModel, Comparison, LocalText } from "@siffra/shared";
import { type CrossValidationPlan, compareModels, summariseFolds } from "../../evaluation/index.ts";
import { modelTitle } from "../../models/index.ts";
import type { Emit, SavedModel } from "../../training/index.ts";
import type { WorkerPool } from "../../workers/index.ts";
import { crossValidate } from "./cross-validate.ts";
import type { TrainOptions } from "./options.ts";

const ONE_FOLD: LocalText = {
  en: "It got the first fold only, as all would take too long: its score has no spread, and it is left out of the t-tests.",
  sv: "Den fick bara den första delmängden, eftersom alla skulle ta för lång tid: dess värde har ingen spridning, och den är inte med i t-testen.",
};

const someFolds = (some: number, all: number): LocalText => ({
  en: `It got the first ${some} of the ${all} folds, as all would take too long: its mean is over these, and so are the t-tests that it is in.`,
  sv: `Den fick de första ${some} av de ${all} delmängderna, eftersom alla skulle ta för lång tid: dess medelvärde gäller dem, och det gör också de t-test den är med i.`,
});

/** What to know of the score of a model that did not go through all folds. */
function noteOn(scores: number, all: number): LocalText | null {
  if (scores === 0 || scores === all) return null;
  return scores === 1 ? ONE_FOLD : someFolds(scores, all);
}

/** Compares fitted models on training data: by cross-validation if there is a plan of one, and on the validation images. */
export async function compareSaved(
  pool: WorkerPool,
  models: readonly SavedModel[],
  { profile, seed }: TrainOptions,
  plan: CrossValidationPlan | null,
  emit: Emit,
): Promise<Comparison> {
  const configs = models.map(({ config }) => config);
  const { crossValidation } = profile;
  const scored = plan && crossValidation ? await crossValidate(pool, configs, plan, crossValidation, emit) : [];
  const contenders = models.map((model) => {
    const scores = scored.find((each) => each.model === model.config.name)?.scores ?? [];
    const cross = plan && scores.length > 0 ? summariseFolds(scores, plan.folds) : null;
    const note = noteOn(scores.length, plan ? plan.folds * plan.repeats.length : 0);
    return { figures: { ...figuresOf(model, cross), note }, isRight: model.fitted.isRight };
  });
  return compareModels(contenders, plan && describePlan(plan, seed));
}

function figuresOf(
  { config, fitted, files }: SavedModel,
  crossValidation: ComparedModel["crossValidation"],
): Omit<ComparedModel, "note"> {
  return {
    model: config.name,
    title: modelTitle(config),
    crossValidation,
    validationAccuracy: fitted.validation.accuracy,
    fitSeconds: fitted.fitSeconds,
    predictMilliseconds: fitted.predictMilliseconds,
    bytes: files.tensors.length,
  };
}

function describePlan({ folds, sample, repeats }: CrossValidationPlan, seed: number) {
  const [first] = repeats[0]?.splits ?? [];
  return {
    folds,
    repeats: repeats.length,
    seed,
    samples: sample.length,
    fitSamples: first?.kept.length ?? 0,
    heldOutSamples: first?.heldOut.length ?? 0,
  };
}
