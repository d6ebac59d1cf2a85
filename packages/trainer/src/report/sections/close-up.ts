import type { MetricIntervals } from "@siffra/shared";
import { drawGlyphs, readThumbnails } from "../glyphs.ts";
import { type Html, html } from "../html.ts";
import type { MeasuredModel, Page } from "../page.ts";
import { confusionPlot } from "../plots/index.ts";
import { drawTable } from "../table.ts";
import { intervalCell } from "./interval-cell.ts";

/** Where the chosen model is right and wrong. */
export function closeUp(page: Page): Html {
  const { texts } = page;
  const model = page.measured.find(({ isChosen }) => isChosen);
  if (!model) return html`<p>${texts.closeUp.missing}</p>`;
  return html`${confusionPlot(model, page)}
${mistakes(model, page)}
${confidentMistakes(model, page)}
${perClassTable(model, page)}`;
}

const MISTAKES_NAMED = 6;

function mistakes(model: MeasuredModel, { texts, formats }: Page): Html {
  const found = model.metrics.test.confusion
    .flatMap((row, truth) => row.map((count, answer) => ({ truth, answer, count })))
    .filter(({ truth, answer, count }) => truth !== answer && count > 0)
    .sort((a, b) => b.count - a.count);
  if (found.length === 0) return html`<p>${texts.closeUp.noMistakes}</p>`;
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const items = found
    .slice(0, MISTAKES_NAMED)
    .map((m) => html`<li>${texts.closeUp.mistake(m.truth, m.answer, m.count)}</li>`);
  return html`<p>${texts.closeUp.mistakes(formats.count(total))}</p><ul class="mistakes">${items}</ul>`;
}

const MISTAKES_SHOWN = 30;

/** The pictures that it misread while it was surest. */
function confidentMistakes({ name }: MeasuredModel, { mistakes, texts, formats }: Page): Html | undefined {
  const cells = mistakes.models.find(({ model }) => model === name)?.cells ?? [];
  const all = cells.flatMap(({ truth, answer, images }) => images.map((image) => ({ ...image, truth, answer })));
  if (all.length === 0) return undefined;
  const pixelsOf = readThumbnails(mistakes.thumbnails);
  const surest = all.sort((a, b) => b.confidence - a.confidence || a.image - b.image).slice(0, MISTAKES_SHOWN);
  const glyphs = surest.map(({ image, truth, answer, confidence }) => ({
    pixels: pixelsOf(image),
    alt: texts.closeUp.misread(image, truth, answer, formats.percent(confidence, 1)),
    caption: html`${truth} → <b>${answer}</b> ${formats.percent(confidence, 0)}`,
  }));
  return drawGlyphs(glyphs, texts.closeUp.confidentCaption);
}

const SHARES = ["precision", "recall", "f1"] as const;
type Shares = Record<(typeof SHARES)[number], number>;

function perClassTable({ metrics }: MeasuredModel, { texts, formats }: Page): Html {
  const { perClass, macro, n, intervals } = metrics.test;
  const row = (name: string, found: Shares, ends: MetricIntervals["macro"] | undefined, support: number) => ({
    cells: [
      name,
      ...SHARES.map((share) => intervalCell(formats.percent(found[share]), ends ? formats.interval(ends[share]) : "")),
      formats.count(support),
    ],
  });
  return drawTable({
    caption: texts.closeUp.perClassCaption,
    columns: [texts.digit, texts.precision, texts.recall, texts.f1, texts.support],
    rows: [
      ...perClass.map((m) => row(String(m.label), m, intervals.perClass[m.label], m.support)),
      row(texts.all, macro, intervals.macro, n),
    ],
  });
}
