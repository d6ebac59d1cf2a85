import { type Html, html } from "../html.ts";
import type { Page } from "../page.ts";
import { drawTable } from "../table.ts";
import { modelName } from "./model-name.ts";

/** The rule, what it chose and why, with the figures that it looked at. */
export function choice(page: Page): Html {
  const { selection, models, language, texts, formats } = page;
  const candidates = [...selection.candidates].sort((a, b) => b.validationAccuracy - a.validationAccuracy);
  const rows = candidates.map(
    ({ model: name, title, validationAccuracy, withinOneStandardError, predictMilliseconds, bytes }) => {
      const model = models.find((each) => each.name === name);
      return {
        cells: [
          model ? modelName(model, page) : title[language],
          formats.percent(validationAccuracy),
          withinOneStandardError ? texts.choice.yes : texts.choice.no,
          formats.milliseconds(predictMilliseconds),
          formats.bytes(bytes),
        ],
        isMarked: name === selection.chosen,
      };
    },
  );
  return html`<blockquote><p>${selection.rule[language]}</p></blockquote>
<p>${selection.explanation[language]}</p>
${drawTable({
  caption: texts.choice.caption(formats.count(selection.n)),
  columns: [texts.model, texts.choice.validationAccuracy, texts.choice.within, texts.predictTime, texts.size],
  rows,
})}
<p>${selection.evidence[language]}</p>
<p>${page.metrics.verdict.text[language]}</p>
<p class="note">${texts.choice.mark(formats.percent(selection.threshold), formats.percent(selection.standardError))}</p>`;
}
