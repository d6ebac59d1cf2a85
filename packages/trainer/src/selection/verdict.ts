import type { ModelMetrics, Selection, TestVerdict } from "@siffra/shared";
import { percent } from "../percent.ts";
import { images, procent } from "./words.ts";

/**
 * Which model is best on the test images, and whether the rule had chosen it; told after the choice, which it cannot
 * change. Of several with the same accuracy, the chosen one counts as the best if it is among them.
 */
export function judgeByTest(models: readonly ModelMetrics[], selection: Selection): TestVerdict {
  const most = Math.max(...models.map(({ test }) => test.accuracy));
  const top = models.filter(({ test }) => test.accuracy === most);
  const best = top.find(({ model }) => model === selection.chosen) ?? (top[0] as ModelMetrics);
  const chosen = models.find(({ model }) => model === selection.chosen) ?? best;
  if (best === chosen) return { best: best.model, agrees: true, text: agreement(best) };
  return { best: best.model, agrees: false, text: disagreement(best, chosen, selection) };
}

function agreement({ model, title, test }: ModelMetrics) {
  return {
    en: `On the ${images(test.n, "en")} test images ${title.en} (${model}) scores best too, ${percent(test.accuracy)}: the rule, which never saw them, chose it.`,
    sv: `På de ${images(test.n, "sv")} testbilderna är ${title.sv} (${model}) också bäst, ${procent(test.accuracy)}: regeln, som aldrig såg dem, valde den.`,
  };
}

function disagreement(best: ModelMetrics, chosen: ModelMetrics, selection: Selection) {
  const more = Math.round((best.test.accuracy - chosen.test.accuracy) * chosen.test.n);
  const overlap = best.test.accuracyInterval[0] <= chosen.test.accuracyInterval[1];
  const { en, sv } = reason(best, chosen, selection);
  return {
    en: `On the ${images(best.test.n, "en")} test images ${best.title.en} (${best.model}) scores best, ${percent(best.test.accuracy)}; ${chosen.title.en} (${chosen.model}), the chosen one, reads ${percent(chosen.test.accuracy)}, ${more} ${more === 1 ? "image" : "images"} fewer. ${en} Their 95 % intervals ${overlap ? "overlap, so other test images could have them the other way round" : "do not overlap"}.`,
    sv: `På de ${images(best.test.n, "sv")} testbilderna är ${best.title.sv} (${best.model}) bäst, ${procent(best.test.accuracy)}; ${chosen.title.sv} (${chosen.model}), som valdes, läser ${procent(chosen.test.accuracy)}, ${more} ${more === 1 ? "bild" : "bilder"} färre. ${sv} Deras 95 %-intervall ${overlap ? "överlappar, så andra testbilder kunde ha gett motsatt ordning" : "överlappar inte"}.`,
  };
}

/** Why the rule did not take the model that turned out best. */
function reason(best: ModelMetrics, chosen: ModelMetrics, { candidates }: Selection) {
  const [a, b] = [best.validation.accuracy, chosen.validation.accuracy];
  const isEqual = candidates.find(({ model }) => model === best.model)?.withinOneStandardError ?? false;
  if (isEqual) {
    return {
      en: `On the validation images the two could not be told apart (${percent(a)} and ${percent(b)}), and ${chosen.model} is cheaper.`,
      sv: `På valideringsbilderna gick de två inte att skilja åt (${procent(a)} och ${procent(b)}), och ${chosen.model} är billigare.`,
    };
  }
  return {
    en: `On the validation images it was more than one standard error behind the best (${percent(a)}, against ${percent(b)} for ${chosen.model}), and the rule looks at nothing else.`,
    sv: `På valideringsbilderna låg den mer än ett medelfel efter den bästa (${procent(a)}, mot ${procent(b)} för ${chosen.model}), och regeln ser inte till något annat.`,
  };
}
