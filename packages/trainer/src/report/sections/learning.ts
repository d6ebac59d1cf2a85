import { type Html, html } from "../html.ts";
import type { Page } from "../page.ts";
import { learningPlot, linesOf } from "../plots/index.ts";
import { key } from "./key.ts";

/** What more images are worth. */
export function learning(page: Page): Html {
  const lines = linesOf(page, page.diagnostics.learningCurves).filter(({ points }) => points.length > 1);
  if (lines.length === 0) return html`<p>${page.texts.learning.none}</p>`;
  return html`<p>${page.texts.learning.intro}</p>
${learningPlot(page, lines)}
${key(lines)}`;
}
