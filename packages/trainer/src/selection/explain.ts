import type { LocalText, Selection } from "@siffra/shared";
import { percent } from "../percent.ts";

type Judged = Selection["candidates"][number];

interface Facts {
  chosen: Omit<Judged, "withinOneStandardError">;
  best: Omit<Judged, "withinOneStandardError">;
  candidates: readonly Judged[];
  standardError: number;
  threshold: number;
  n: number;
}

export const RULE: LocalText = {
  en: "The highest accuracy on the validation images sets the mark. Of all models within one standard error of it, the smallest is chosen. Test images have no part in the choice.",
  sv: "Den högsta träffsäkerheten på valideringsbilderna sätter märket. Av alla modeller inom ett medelfel från det väljs den minsta. Testbilderna har ingen del i valet.",
};

/** Why the rule chose as it did, with the numbers. */
export function explain(facts: Facts): LocalText {
  return { en: english(facts), sv: swedish(facts) };
}

function english({ chosen, best, candidates, standardError, threshold, n }: Facts): string {
  const mark = `${best.title.en} (${best.model}) has the highest accuracy on the ${n} validation images, ${percent(best.validationAccuracy)}, with a standard error of ${percent(standardError)}. Models with at least ${percent(threshold)} are as good as the best.`;
  const equals = candidates.filter((candidate) => candidate.withinOneStandardError);
  if (equals.length === 1) return `${mark} No other model reaches that, so ${best.model} is chosen.`;
  const list = equals
    .map((c) => `${c.model} (${percent(c.validationAccuracy)}, ${kilobytes(c.bytes, "en")})`)
    .join(", ");
  return `${mark} These reach it: ${list}. The smallest of them, ${chosen.model}, is chosen.`;
}

function swedish({ chosen, best, candidates, standardError, threshold, n }: Facts): string {
  const mark = `${best.title.sv} (${best.model}) har den högsta träffsäkerheten på de ${n} valideringsbilderna, ${procent(best.validationAccuracy)}, med medelfelet ${procent(standardError)}. Modeller med minst ${procent(threshold)} är lika bra som den bästa.`;
  const equals = candidates.filter((candidate) => candidate.withinOneStandardError);
  if (equals.length === 1) return `${mark} Ingen annan modell når dit, så ${best.model} väljs.`;
  const list = equals
    .map((c) => `${c.model} (${procent(c.validationAccuracy)}, ${kilobytes(c.bytes, "sv")})`)
    .join(", ");
  return `${mark} Dessa når dit: ${list}. Den minsta av dem, ${chosen.model}, väljs.`;
}

function procent(share: number): string {
  return percent(share).replace(".", ",");
}

function kilobytes(bytes: number, language: "en" | "sv"): string {
  const text = (bytes / 1000).toFixed(1);
  return `${language === "sv" ? text.replace(".", ",") : text} kB`;
}
