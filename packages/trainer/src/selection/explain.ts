import type { LocalText, Selection } from "@siffra/shared";
import { percent } from "../percent.ts";
import { images, kilobytes, milliseconds, procent } from "./words.ts";

type Judged = Selection["candidates"][number];

interface Facts {
  chosen: Judged;
  best: Judged;
  candidates: readonly Judged[];
  standardError: number;
  threshold: number;
  n: number;
}

export const RULE: LocalText = {
  en: "The highest accuracy on the validation images sets the mark. Of all models within one standard error of it, the cheapest is chosen: one that answers within 10 ms an image, and of those the smallest file. Test images have no part in the choice.",
  sv: "Den högsta träffsäkerheten på valideringsbilderna sätter ribban. Av alla modeller inom ett medelfel från den väljs den billigaste: en som svarar inom 10 ms per bild, och av dem den med minst fil. Testbilderna har ingen del i valet.",
};

/** Why the rule chose as it did, with the numbers. */
export function explain(facts: Facts): LocalText {
  return { en: english(facts), sv: swedish(facts) };
}

function english({ chosen, best, candidates, standardError, threshold, n }: Facts): string {
  const mark = `${best.title.en} (${best.model}) has the highest accuracy on the ${images(n, "en")} validation images, ${percent(best.validationAccuracy)}, with a standard error of ${percent(standardError)}. Models with at least ${percent(threshold)} are as good as the best.`;
  const equals = candidates.filter((candidate) => candidate.withinOneStandardError);
  if (equals.length === 1) return `${mark} No other model reaches that, so ${best.model} is chosen.`;
  const list = equals
    .map(
      (c) =>
        `${c.model} (${percent(c.validationAccuracy)}, ${kilobytes(c.bytes, "en")}, ${milliseconds(c.predictMilliseconds, "en")} an image)`,
    )
    .join(", ");
  return `${mark} These reach it: ${list}. ${englishCheapest(equals)} ${chosen.model}, is chosen.`;
}

function englishCheapest(equals: readonly Judged[]): string {
  if (equals.every(({ fastEnough }) => fastEnough)) return "All answer fast enough; the smallest of them,";
  if (equals.some(({ fastEnough }) => fastEnough)) return "The smallest of those that answer within 10 ms,";
  return "None answers within 10 ms; the smallest of them,";
}

function swedish({ chosen, best, candidates, standardError, threshold, n }: Facts): string {
  const mark = `${best.title.sv} (${best.model}) har den högsta träffsäkerheten på de ${images(n, "sv")} valideringsbilderna, ${procent(best.validationAccuracy)}, med medelfelet ${procent(standardError)}. Modeller med minst ${procent(threshold)} är lika bra som den bästa.`;
  const equals = candidates.filter((candidate) => candidate.withinOneStandardError);
  if (equals.length === 1) return `${mark} Ingen annan modell når dit, så ${best.model} väljs.`;
  const list = equals
    .map(
      (c) =>
        `${c.model} (${procent(c.validationAccuracy)}, ${kilobytes(c.bytes, "sv")}, ${milliseconds(c.predictMilliseconds, "sv")} per bild)`,
    )
    .join(", ");
  return `${mark} Dessa når dit: ${list}. ${swedishCheapest(equals)} ${chosen.model}, väljs.`;
}

function swedishCheapest(equals: readonly Judged[]): string {
  if (equals.every(({ fastEnough }) => fastEnough)) return "Alla svarar snabbt nog; den minsta av dem,";
  if (equals.some(({ fastEnough }) => fastEnough)) return "Den minsta av dem som svarar inom 10 ms,";
  return "Ingen svarar inom 10 ms; den minsta av dem,";
}
