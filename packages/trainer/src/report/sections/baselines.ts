import { baselineRows } from "../baselines.ts";
import type { Page } from "../page.ts";

interface BaselineTable {
  caption: string;
  columns: string[];
  rows: string[][];
}

/** What the parameters that a baseline leaves out are worth, a table a model. */
export function baselineTables({ metrics, models, texts, formats }: Page): BaselineTable[] {
  const titleOf = (name: string) => models.find((model) => model.name === name)?.title ?? name;
  return (metrics.baselines ?? []).map((pair) => {
    const { validation, test } = baselineRows(metrics, pair, formats);
    const names = { model: titleOf(pair.model), baseline: titleOf(pair.baseline), without: pair.without.join(", ") };
    return {
      caption: texts.comparison.baselineCaption(names),
      columns: texts.comparison.baselineColumns,
      rows: [
        [texts.comparison.onValidation, ...validation],
        [texts.comparison.onTest, ...test],
      ],
    };
  });
}
