import { type Html, html } from "../html.ts";
import type { Page, ReportedModel } from "../page.ts";
import { accuracyPlot } from "../plots/index.ts";
import { drawTable } from "../table.ts";
import { modelName } from "./model-name.ts";

/** Every model on the test images: the table, then the picture of what its numbers can bear. */
export function results(page: Page): Html {
  const { models, measured, run, texts, formats } = page;
  const table = drawTable({
    caption: texts.results.caption,
    columns: [
      texts.model,
      texts.accuracy,
      texts.interval,
      texts.macroF1,
      texts.logLoss,
      texts.fitTime,
      texts.predictTime,
      texts.size,
    ],
    rows: models.map((model) => ({
      cells: [modelName(model, page), ...figures(model, page)],
      isMarked: model.isChosen,
    })),
  });
  return html`<p>${texts.results.intro(formats.count(run.dataset.used.test))}</p>
${table}
${measured.length > 0 ? accuracyPlot(page) : undefined}`;
}

function figures({ metrics }: ReportedModel, { texts, formats }: Page): string[] {
  if (!metrics) return [texts.notMeasured, "", "", "", "", "", ""];
  const { test, fitSeconds, predictMilliseconds, bundle } = metrics;
  return [
    formats.percent(test.accuracy),
    formats.interval(test.accuracyInterval),
    formats.percent(test.macro.f1),
    formats.decimals(test.logLoss, 4),
    formats.seconds(fitSeconds),
    formats.milliseconds(predictMilliseconds),
    formats.bytes(bundle.bytes),
  ];
}
