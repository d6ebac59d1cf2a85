import { type CrossValidated, mean, predictedLabels, standardDeviation } from "@siffra/shared";

/** How one configuration did in one fold. */
export interface FoldScore {
  /** On what the fold held out. */
  accuracy: number;
  /** On as many of the images that it was fitted to. */
  trainAccuracy: number;
  /** Of transforms and classifier, one thread. */
  fitSeconds: number;
  /** One image, transforms and classifier, one thread. */
  predictMilliseconds: number;
  /** Of what was fitted, as model.safetensors has it. */
  bytes: number;
}

/** A model's scores in all folds of all repeats, those of the first repeat first, and what they say together. */
export function summariseFolds(outcomes: readonly FoldScore[], folds: number): CrossValidated {
  const scores = outcomes.map(({ accuracy }) => accuracy);
  const repeats = Array.from({ length: Math.ceil(scores.length / folds) }, (_, i) =>
    scores.slice(i * folds, (i + 1) * folds),
  );
  const whole = repeats.filter((own) => own.length === folds);
  const trainAccuracy = mean(outcomes.map((outcome) => outcome.trainAccuracy));
  return {
    scores,
    mean: mean(scores),
    standardDeviation: standardDeviation(scores),
    foldSpread: mean(repeats.map(standardDeviation)),
    seedSpread: whole.length > 1 ? standardDeviation(whole.map(mean)) : null,
    trainAccuracy,
    gap: trainAccuracy - mean(scores),
    fitSeconds: mean(outcomes.map((outcome) => outcome.fitSeconds)),
    predictMilliseconds: mean(outcomes.map((outcome) => outcome.predictMilliseconds)),
  };
}

/** The share of samples whose most probable digit is theirs. @param proba n * 10 */
export function accuracyOf(proba: Float32Array, labels: Uint8Array): number {
  const answers = predictedLabels(proba);
  return answers.filter((answer, i) => answer === labels[i]).length / labels.length;
}
