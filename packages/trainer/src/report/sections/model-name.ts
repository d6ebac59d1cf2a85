import { type Html, html } from "../html.ts";
import type { Page, ReportedModel } from "../page.ts";

/** A model's title, and whether it is the chosen one or there for comparison only, in words as well as in colour. */
export function modelName({ title, isChosen, isBaseline }: ReportedModel, { texts }: Page): Html {
  if (isBaseline) return html`${title} (${texts.baselineMark})`;
  return isChosen ? html`${title} <span class="mark">${texts.chosenMark}</span>` : html`${title}`;
}
