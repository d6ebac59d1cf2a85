import { type ComparedModel, type Comparison, correctedTTest, holm, mcNemar, mean } from "@siffra/shared";

const ALPHA = 0.05;

/** A model's figures, and which validation images it reads right. */
export interface Contender {
  figures: ComparedModel;
  /** 0 or 1 for each validation image, in the same order for all models. */
  isRight: Uint8Array;
}

type Folds = Omit<NonNullable<Comparison["crossValidation"]>, "best">;

/**
 * The models beside one another. In cross-validation, each is tested against the one with the highest mean, over the
 * folds that both went through; on the validation images, each against each. The best is known after a look at the same folds, which makes its lead look a
 * little surer than it is: the tests describe, they do not choose.
 */
export function compareModels(contenders: readonly Contender[], crossValidation: Folds | null): Comparison {
  const models = contenders.map(({ figures }) => figures);
  const tested = crossValidation ? models.filter((model) => scoresOf(model).length > 1) : [];
  const shared = Math.min(...tested.map((model) => scoresOf(model).length));
  const meanOf = (model: ComparedModel) => mean(scoresOf(model).slice(0, shared));
  const [best] = tested.toSorted((a, b) => meanOf(b) - meanOf(a));
  return {
    formatVersion: 1,
    alpha: ALPHA,
    crossValidation: crossValidation && { ...crossValidation, best: best?.model ?? null },
    models,
    tTests: best && crossValidation ? testAgainst(best, tested, crossValidation) : [],
    mcNemar: mcNemarPairs(contenders.map(({ figures, isRight }) => ({ name: figures.model, isRight }))),
  };
}

const scoresOf = ({ crossValidation }: ComparedModel) => crossValidation?.scores ?? [];

function testAgainst(
  best: ComparedModel,
  models: readonly ComparedModel[],
  { fitSamples, heldOutSamples }: Folds,
): Comparison["tTests"] {
  const others = models.filter((model) => model !== best);
  const tests = others.map((model) => {
    const [ours, theirs] = [scoresOf(best), scoresOf(model)];
    const both = Math.min(ours.length, theirs.length);
    const differences = ours.slice(0, both).map((score, fold) => score - (theirs[fold] as number));
    return { best: best.model, model: model.model, ...correctedTTest(differences, heldOutSamples / fitSamples) };
  });
  return withVerdicts(tests, ({ p }) => p);
}

/** McNemar's tests between every two models on the same images, with Holm's correction of the mid-p. */
export function mcNemarPairs(models: readonly { name: string; isRight: Uint8Array }[]): Comparison["mcNemar"] {
  const tests = models.flatMap((first, i) =>
    models.slice(i + 1).map((second) => ({
      first: first.name,
      second: second.name,
      ...mcNemar(first.isRight, second.isRight),
    })),
  );
  return withVerdicts(tests, ({ pMid }) => pMid);
}

function withVerdicts<T>(
  tests: readonly T[],
  pOf: (test: T) => number,
): (T & { pHolm: number; isSignificant: boolean })[] {
  const corrected = holm(tests.map(pOf));
  return tests.map((test, i) => {
    const pHolm = corrected[i] as number;
    return { ...test, pHolm, isSignificant: pHolm < ALPHA };
  });
}
