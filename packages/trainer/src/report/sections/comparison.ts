import { type Html, html } from "../html.ts";
import type { Page } from "../page.ts";
import { drawTable } from "../table.ts";
import { baselineTables } from "./baselines.ts";
import { modelName } from "./model-name.ts";

/** The models beside one another on training data: cross-validation and the tests of what could be chance. */
export function comparison(page: Page): Html {
  const { texts, formats } = page;
  const { crossValidation: plan } = page.comparison;
  const intro = plan
    ? texts.comparison.plan({
        repeats: plan.repeats,
        folds: plan.folds,
        samples: formats.count(plan.samples),
        fit: formats.count(plan.fitSamples),
      })
    : texts.comparison.noPlan;
  return html`<p>${intro}</p>
${plan ? crossValidationTable(page) : undefined}
${notes(page)}
${tTests(page)}
${mcNemar(page)}
${baselineTables(page).map(({ rows, ...table }) => drawTable({ ...table, rows: rows.map((cells) => ({ cells })) }))}`;
}

function crossValidationTable(page: Page): Html {
  const { models, texts, formats } = page;
  const rows = models.flatMap((model) => {
    const cross = page.comparison.models.find((each) => each.model === model.name)?.crossValidation;
    if (!cross) return [];
    const spread = (value: number | null) => (value === null || cross.scores.length < 2 ? "–" : formats.points(value));
    return [
      {
        cells: [
          modelName(model, page),
          formats.count(cross.scores.length),
          formats.percent(cross.mean),
          spread(cross.standardDeviation),
          spread(cross.foldSpread),
          spread(cross.seedSpread),
          formats.points(cross.gap),
        ],
        isMarked: model.isChosen,
      },
    ];
  });
  return drawTable({ caption: texts.comparison.caption, columns: [texts.model, ...texts.comparison.columns], rows });
}

function notes({ comparison: { models }, language }: Page): Html[] {
  return models.flatMap(({ title, note }) =>
    note ? [html`<p class="note">${title[language]}: ${note[language]}</p>\n`] : [],
  );
}

/** A model's title by its name. */
const titleOf = ({ models }: Page, name: string) => models.find((model) => model.name === name)?.title ?? name;

function tTests(page: Page): Html | undefined {
  const { comparison, texts, formats } = page;
  if (comparison.tTests.length === 0) return undefined;
  const rows = comparison.tTests.map(({ best, model, meanDifference, degreesOfFreedom, p, pHolm, isSignificant }) => ({
    cells: [
      `${titleOf(page, best)} – ${titleOf(page, model)}`,
      formats.count(degreesOfFreedom + 1),
      formats.points(meanDifference),
      formats.pValue(p),
      formats.pValue(pHolm),
      isSignificant ? texts.choice.yes : texts.choice.no,
    ],
  }));
  return html`<p>${texts.comparison.tTest}</p>
${drawTable({ caption: texts.comparison.tTestCaption, columns: texts.comparison.tTestColumns, rows })}`;
}

function mcNemar(page: Page): Html | undefined {
  const { comparison, texts, formats } = page;
  if (comparison.mcNemar.length === 0) return undefined;
  const rows = comparison.mcNemar.map(({ first, second, onlyFirst, onlySecond, pMid, pHolm, isSignificant }) => ({
    cells: [
      `${titleOf(page, first)} / ${titleOf(page, second)}`,
      `${formats.count(onlyFirst)} / ${formats.count(onlySecond)}`,
      formats.pValue(pMid),
      formats.pValue(pHolm),
      isSignificant ? texts.choice.yes : texts.choice.no,
    ],
  }));
  return html`<p>${texts.comparison.mcNemar}</p>
${drawTable({ caption: texts.comparison.mcNemarCaption, columns: texts.comparison.mcNemarColumns, rows })}`;
}
