import { type Html, html } from "../html.ts";
import type { Page } from "../page.ts";
import { importancesPlot } from "../plots/index.ts";

/** What each pixel is worth to the models that can say; nothing when there is none. */
export function importances(page: Page): Html[] {
  return page.models.flatMap((model) => {
    const known = page.importances[model.name];
    if (!known) return [];
    return [
      html`<p>${page.texts.importances.intro(model.title)}</p>
${importancesPlot(model, known, page)}`,
    ];
  });
}
