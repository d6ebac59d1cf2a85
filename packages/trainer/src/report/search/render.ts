import type { SearchResult, Trial } from "@siffra/shared";
import { differing, ranked } from "../../tuning/index.ts";
import { drawDocument } from "../document.ts";
import { createFormats, type Language } from "../formats.ts";
import { html } from "../html.ts";
import { drawTable } from "../table.ts";
import { parameterPlot } from "./plot.ts";
import { SEARCH_TEXTS } from "./texts.ts";

const MOST_ROWS = 30;

/** A search as one HTML file: the best settings, a plot for each parameter that differs, and the best trials. */
export function renderSearch(result: SearchResult, language: Language): string {
  const texts = SEARCH_TEXTS[language];
  const formats = createFormats(language);
  const { space, trials, dataset } = result;
  const rungs = Math.max(...trials.map(({ rung }) => rung));
  const byRung = Array.from({ length: rungs + 1 }, (_, i) => ranked(trials.filter(({ rung }) => rung === rungs - i)));
  const best = byRung[0]?.[0] as Trial;
  const names = differing(space, trials);
  const lead = texts.lead({
    trials: formats.count(trials.length),
    configurations: formats.count(new Set(trials.map(({ trial }) => trial)).size),
    score: formats.percent(best.score),
    images: formats.count(best.images),
  });
  const row = (trial: Trial) => ({
    cells: [
      String(trial.trial),
      formats.count(trial.images),
      ...names.map((name) => String(trial.parameters[name])),
      formats.percent(trial.score),
    ],
    isMarked: trial === best,
  });
  const body = html`<header><h1>${texts.heading(space.name)}</h1>
<p>${lead}</p>
${dataset.name === "synthetic" ? html`<p class="note">${texts.synthetic}</p>` : undefined}</header>
<section><h2>${texts.setting}</h2>
${drawTable({
  caption: texts.setting,
  columns: [texts.parameter, texts.value],
  rows: Object.entries(best.parameters).map(([name, value]) => ({ cells: [name, String(value)] })),
})}</section>
<section><h2>${texts.plots}</h2>
${names.map((name) => parameterPlot(result, best, name, texts, formats))}
${drawTable({
  caption: texts.table,
  columns: [texts.trial, texts.images, ...names, texts.accuracy],
  rows: byRung.flat().slice(0, MOST_ROWS).map(row),
})}</section>`;
  return drawDocument({ language, title: texts.title(space.name), body });
}
