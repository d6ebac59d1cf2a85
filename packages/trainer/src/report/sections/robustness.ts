import type { Perturbation } from "@siffra/shared";
import { type Html, html } from "../html.ts";
import type { Page } from "../page.ts";
import { linesOf, robustnessPlot } from "../plots/index.ts";
import { drawTable } from "../table.ts";
import { key } from "./key.ts";
import { modelName } from "./model-name.ts";

/** What the models make of images that were shifted, turned, made noisy, blurred, or written with another pen. */
export function robustness(page: Page): Html {
  const { diagnostics, models, texts, formats } = page;
  const { images, models: found } = diagnostics.robustness;
  const kinds = [...new Set(found.flatMap((model) => model.perturbed.map(({ kind }) => kind)))];
  const rows = models.flatMap((model) => {
    const own = found.find((each) => each.model === model.name);
    if (!own) return [];
    const worst = kinds.map((kind) => Math.min(...own.perturbed.filter((p) => p.kind === kind).map((p) => p.accuracy)));
    const cells = [own.clean, ...worst].map((share) => formats.percent(share, 1));
    return [{ cells: [modelName(model, page), ...cells], isMarked: model.isChosen }];
  });
  return html`<p>${texts.robustness.intro(formats.count(images))}</p>
<div class="multiples">${kinds.map((kind) => plotOf(page, kind))}</div>
${key(linesOf(page, withPoints(page, kinds[0] ?? "shift")))}
${drawTable({
  caption: texts.robustness.caption,
  columns: [texts.model, texts.robustness.clean, ...kinds.map((kind) => texts.robustness.names[kind])],
  rows,
})}`;
}

const plotOf = (page: Page, kind: Perturbation) => robustnessPlot(page, kind, linesOf(page, withPoints(page, kind)));

/** Each model's accuracies under one perturbation, those without it at strength 0. */
function withPoints({ diagnostics }: Page, kind: Perturbation) {
  return diagnostics.robustness.models.map(({ model, clean, perturbed }) => {
    const own = perturbed.filter((p) => p.kind === kind).map(({ strength, accuracy }) => ({ strength, accuracy }));
    const points = [...own, { strength: 0, accuracy: clean }].sort((a, b) => a.strength - b.strength);
    return { model, points };
  });
}
