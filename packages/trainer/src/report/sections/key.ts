import { type Html, html } from "../html.ts";
import type { ReportedModel } from "../page.ts";
import { dashesOf } from "../plots/index.ts";

/** Which line is which model's. */
export function key(lines: readonly { model: ReportedModel }[]): Html {
  const items = dashesOf(lines).map(
    ({ title, isChosen, dash }) =>
      html`<li${isChosen ? html` class="chosen"` : undefined}><svg viewBox="0 0 36 8" aria-hidden="true"><path d="M0 4H36" stroke-dasharray="${dash}"/></svg>${title}</li>\n`,
  );
  return html`<ul class="key">${items}</ul>`;
}
