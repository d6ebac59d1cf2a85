import { type Html, html } from "../html.ts";
import type { Page, ReportedModel } from "../page.ts";

/** A model's title, and whether it is the chosen one, in words as well as in colour. */
export function modelName({ title, isChosen }: ReportedModel, { texts }: Page): Html {
  return isChosen ? html`${title} <span class="mark">${texts.chosenMark}</span>` : html`${title}`;
}
