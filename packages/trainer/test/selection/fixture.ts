import type { ComparedModel, Comparison } from "@siffra/shared";
import { compareModels, summariseFolds } from "../../src/evaluation/index.ts";

/** A comparison without cross-validation and without models. */
export const NOTHING: Comparison = compareModels([], null);

/** A model whose folds have these scores, and which takes the training images a little better. */
export function comparedModel(model: string, scores: readonly number[], folds: number): ComparedModel {
  const outcomes = scores.map((accuracy) => ({
    accuracy,
    trainAccuracy: accuracy + 0.01,
    fitSeconds: 2,
    predictMilliseconds: 0.1,
    bytes: 1000,
  }));
  return {
    model,
    title: { en: `The ${model}`, sv: `Den ${model}` },
    crossValidation: scores.length > 0 ? summariseFolds(outcomes, folds) : null,
    validationAccuracy: 0.9,
    fitSeconds: 20,
    predictMilliseconds: 0.1,
    bytes: 1000,
    note: null,
  };
}
