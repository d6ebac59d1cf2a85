import { type Html, html } from "../html.ts";
import type { Page } from "../page.ts";
import { reliabilityPlot } from "../plots/index.ts";
import { drawTable } from "../table.ts";
import { modelName } from "./model-name.ts";

/** Calibration and prediction sets. */
export function certainty(page: Page): Html {
  const { measured, texts, formats } = page;
  const { holds, digits } = texts.certainty;
  const level = (share: number) => formats.percent(share, 0);
  return html`<p>${texts.certainty.intro}</p>
${drawTable({
  caption: texts.certainty.caption,
  columns: [texts.model, texts.ece, holds(level(0.95)), digits, holds(level(0.99)), digits],
  rows: measured.map((model) => {
    const { test, testSets } = model.metrics;
    const sets = [testSets["0.95"], testSets["0.99"]].flatMap(({ coverage, meanSize }) => [
      formats.percent(coverage),
      formats.decimals(meanSize, 3),
    ]);
    return {
      cells: [modelName(model, page), formats.percent(test.ece), ...sets],
      isMarked: model.isChosen,
    };
  }),
})}
${reliability(page)}`;
}

function reliability(page: Page): Html | undefined {
  const bins = page.diagnostics.reliability.find(({ model }) => model === page.chosen.name)?.bins;
  return bins && reliabilityPlot(page.chosen, bins, page);
}
