import { type Html, html } from "../html.ts";
import type { Page, ReportedModel } from "../page.ts";
import { accuracyPlot } from "../plots/index.ts";
import { drawTable } from "../table.ts";
import { intervalCell } from "./interval-cell.ts";
import { modelName } from "./model-name.ts";

/** Every model on the test images: the table, then the picture of what its numbers can bear. */
export function results(page: Page): Html {
  const { models, measured, run, texts, formats } = page;
  const table = drawTable({
    caption: texts.results.caption,
    columns: [texts.model, texts.accuracy, texts.interval, texts.fitTime, texts.predictTime, texts.size],
    rows: models.map((model) => ({
      cells: [modelName(model, page), ...figures(model, page)],
      isMarked: model.isChosen,
    })),
  });
  return html`<p>${texts.results.intro(formats.count(run.dataset.used.test))}</p>
${table}
${measured.length > 0 ? accuracyPlot(page) : undefined}
${measured.length > 0 ? otherMeasures(page) : undefined}`;
}

/** Every other measure, each with its bootstrap interval. */
function otherMeasures(page: Page): Html {
  const { measured, texts, formats } = page;
  const share = (value: number, interval: readonly [number, number]) =>
    intervalCell(formats.percent(value), formats.interval(interval));
  return drawTable({
    caption: texts.results.othersCaption(formats.count(measured[0]?.metrics.test.intervals.resamples ?? 0)),
    columns: [texts.model, texts.macroPrecision, texts.macroRecall, texts.macroF1, texts.logLoss, texts.ece],
    rows: measured.map((model) => {
      const { macro, logLoss, ece, intervals } = model.metrics.test;
      const [low, high] = intervals.logLoss.map((end) => formats.decimals(end, 4));
      return {
        cells: [
          modelName(model, page),
          share(macro.precision, intervals.macro.precision),
          share(macro.recall, intervals.macro.recall),
          share(macro.f1, intervals.macro.f1),
          intervalCell(formats.decimals(logLoss, 4), `${low}–${high}`),
          share(ece, intervals.ece),
        ],
        isMarked: model.isChosen,
      };
    }),
  });
}

function figures({ metrics }: ReportedModel, { texts, formats }: Page): string[] {
  if (!metrics) return [texts.notMeasured, "", "", "", ""];
  const { test, fitSeconds, predictMilliseconds, bundle } = metrics;
  return [
    formats.percent(test.accuracy),
    formats.interval(test.accuracyInterval),
    formats.seconds(fitSeconds),
    formats.milliseconds(predictMilliseconds),
    formats.bytes(bundle.bytes),
  ];
}
