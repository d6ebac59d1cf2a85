import type { ComparedModel, Comparison, LocalText } from "@siffra/shared";
import { percent } from "../percent.ts";
import { images, listOf, points, procent, procentenheter, pText, pValue } from "./words.ts";

/** What cross-validation and McNemar's tests say of the chosen model beside the others, with the numbers. */
export function evidence(chosen: string, comparison: Comparison): LocalText {
  const parts = [crossValidation(chosen, comparison), mcNemar(chosen, comparison)].flatMap((part) => part ?? []);
  return { en: parts.map(({ en }) => en).join(" "), sv: parts.map(({ sv }) => sv).join(" ") };
}

function crossValidation(chosen: string, comparison: Comparison): LocalText | undefined {
  const { crossValidation: plan, models, tTests } = comparison;
  const model = models.find((each) => each.model === chosen);
  if (!plan || !model?.crossValidation) return undefined;
  const spread = ownScores(model, plan);
  if (model.crossValidation.scores.length === 1) return spread;
  if (plan.best === chosen) return join(spread, lead(tTests));
  const test = tTests.find((each) => each.model === chosen);
  const leader = models.find((each) => each.model === plan.best);
  return test && leader ? join(spread, behind(test, model, leader, plan.fitSamples)) : spread;
}

const join = (a: LocalText, b: LocalText): LocalText => ({ en: `${a.en} ${b.en}`, sv: `${a.sv} ${b.sv}` });

function ownScores(
  { model, crossValidation: own }: ComparedModel,
  { folds, repeats, samples }: NonNullable<Comparison["crossValidation"]>,
): LocalText {
  if (!own) return { en: "", sv: "" };
  if (own.scores.length === 1) {
    return {
      en: `In the first fold of the cross-validation, the only one it went through, ${model} reads ${percent(own.mean)} right.`,
      sv: `I korsvalideringens första delmängd, den enda den gick igenom, läser ${model} ${procent(own.mean)} rätt.`,
    };
  }
  const all = folds * repeats;
  const some = own.scores.length;
  const part =
    some < all
      ? { en: `In the first ${some} of the ${all} folds of`, sv: `I de första ${some} av de ${all} delmängderna i` }
      : { en: "In", sv: "I" };
  return {
    en: `${part.en} ${repeats} rounds of ${folds}-fold cross-validation on ${images(samples, "en")} images, ${model} reads ${percent(own.mean)} right, give or take ${points(own.standardDeviation)} from fold to fold, and ${percent(own.trainAccuracy)} of the images it learnt from.`,
    sv: `${part.sv} ${repeats} omgångar korsvalidering med ${folds} delmängder av ${images(samples, "sv")} bilder läser ${model} ${procent(own.mean)} rätt, med en spridning på ${procentenheter(own.standardDeviation)} mellan delmängderna, och ${procent(own.trainAccuracy)} av bilderna den lärde sig av.`,
  };
}

function lead(tTests: Comparison["tTests"]): LocalText {
  const beaten = tTests.filter(({ isSignificant }) => isSignificant).map(({ model }) => model);
  const level = tTests.filter(({ isSignificant }) => !isSignificant);
  if (tTests.length === 0)
    return { en: "There is no other model to test it against.", sv: "Det finns ingen annan modell att pröva den mot." };
  const ahead = {
    en:
      beaten.length > 0 ? ` It is ahead of ${listOf(beaten, "and")} by more than chance (corrected t-test, Holm).` : "",
    sv:
      beaten.length > 0 ? ` Den leder över ${listOf(beaten, "och")} med mer än slumpen (korrigerat t-test, Holm).` : "",
  };
  const even = {
    en:
      level.length > 0
        ? ` Its lead over ${listOf(
            level.map((t) => `${t.model} (${pValue(t.pHolm)})`),
            "and",
          )} may be chance.`
        : "",
    sv:
      level.length > 0
        ? ` Dess försprång till ${listOf(
            level.map((t) => `${t.model} (${pText(t.pHolm)})`),
            "och",
          )} kan vara slump.`
        : "",
  };
  return { en: `That is the best of all.${ahead.en}${even.en}`, sv: `Det är bäst av alla.${ahead.sv}${even.sv}` };
}

function behind(
  { best, meanDifference, pHolm, isSignificant }: Comparison["tTests"][number],
  chosen: ComparedModel,
  leader: ComparedModel,
  fitSamples: number,
): LocalText {
  const why = isSignificant ? whyNotTheLeader(chosen, leader, fitSamples) : MAY_BE_CHANCE;
  return {
    en: `The best there is ${best}, ${points(meanDifference)} ahead (corrected t-test, Holm: ${pValue(pHolm)}), which ${why.en}.`,
    sv: `Bäst där är ${best}, ${procentenheter(meanDifference)} före (korrigerat t-test, Holm: ${pText(pHolm)}), vilket ${why.sv}.`,
  };
}

const MAY_BE_CHANCE: LocalText = { en: "may be chance", sv: "kan vara slump" };

/** Why a model was chosen that is behind by more than chance in cross-validation, where each fit has fewer images. */
function whyNotTheLeader(chosen: ComparedModel, leader: ComparedModel, fitSamples: number): LocalText {
  const [own, theirs] = [chosen.validationAccuracy, leader.validationAccuracy];
  if (own > theirs) {
    return {
      en: `is more than chance where models learn from ${images(fitSamples, "en")} images. Fitted to all of them ${chosen.model} is ahead on the validation images, ${percent(own)} to ${percent(theirs)}, and these decide`,
      sv: `är mer än slump där modeller lär sig av ${images(fitSamples, "sv")} bilder. Tränad på alla leder ${chosen.model} på valideringsbilderna, ${procent(own)} mot ${procent(theirs)}, och de avgör`,
    };
  }
  return {
    en: "is more than chance: the choice gives that up for a cheaper model",
    sv: "är mer än slump: valet avstår från det för en billigare modell",
  };
}

function mcNemar(chosen: string, { mcNemar: tests }: Comparison): LocalText | undefined {
  const own = tests
    .filter(({ first, second }) => first === chosen || second === chosen)
    .map((test) => {
      const isFirst = test.first === chosen;
      const [other, won, lost] = isFirst
        ? [test.second, test.onlyFirst, test.onlySecond]
        : [test.first, test.onlySecond, test.onlyFirst];
      return { other, won, lost, p: test.pHolm };
    });
  if (own.length === 0) return undefined;
  const en = own.map(({ other, won, lost, p }) => `${won} to ${lost} against ${other} (${pValue(p)})`);
  const sv = own.map(({ other, won, lost, p }) => `${won} mot ${lost} för ${other} (${pText(p)})`);
  return {
    en: `Validation images that only one of two reads right (McNemar, mid-p, Holm): ${chosen} has ${listOf(en, "and")}.`,
    sv: `Valideringsbilder som bara den ena av två läser rätt (McNemar, mid-p, Holm): ${chosen} har ${listOf(sv, "och")}.`,
  };
}
