import type { PipelineConfig } from "@siffra/shared";
import { type Html, html } from "../html.ts";
import type { Page, ReportedModel } from "../page.ts";
import { drawTable } from "../table.ts";
import { modelName } from "./model-name.ts";

/** The images, their sum and their use. */
export function data({ run, texts, formats }: Page): Html {
  const { source, sha256, available, used } = run.dataset;
  const rows: [string, number][] = [
    [texts.data.fit, used.fit],
    [texts.data.validation, used.validation],
    [texts.data.test, used.test],
  ];
  return html`<dl class="facts">
<div><dt>${texts.data.source}</dt><dd>${source}</dd></div>
<div><dt>${texts.data.sum}</dt><dd><code>${sha256}</code></dd></div>
</dl>
${drawTable({
  caption: texts.data.caption,
  columns: [texts.data.use, texts.data.images],
  rows: rows.map(([use, count]) => ({ cells: [use, formats.count(count)] })),
})}
<p class="note">${texts.data.available(formats.count(available.train), formats.count(available.test))}</p>`;
}

/** What was done, step by step, and how each model was configured. */
export function method(page: Page): Html {
  const { run, models, texts } = page;
  const steps = texts.method.steps({ version: String(run.preprocessVersion), seed: String(run.seed) });
  return html`<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>
${drawTable({
  caption: texts.method.caption,
  columns: [texts.model, texts.method.pipeline, texts.method.facts],
  rows: models.map((model) => ({
    cells: [modelName(model, page), model.pipeline ? describePipeline(model.pipeline) : "", describeFacts(model, page)],
    isMarked: model.isChosen,
  })),
  words: 3,
})}`;
}

function describePipeline({ transforms, classifier }: PipelineConfig): Html {
  const steps = [...transforms, classifier].map((step) => html`<code>${describeStep(step)}</code>`);
  return html`${steps.map((step, i) => (i === 0 ? step : html` → ${step}`))}`;
}

/** What the fit says of itself: the gradient that was left, the score on what trees did not see. */
function describeFacts({ metrics }: ReportedModel, { formats }: Page): Html {
  const facts = Object.entries(metrics?.facts ?? {}).map(([name, value]) => `${name}=${formats.significant(value)}`);
  return html`${facts.map((fact, i) => html`${i === 0 ? "" : ", "}<code>${fact}</code>`)}`;
}

function describeStep({ kind, ...params }: { kind: string; [name: string]: unknown }): string {
  const list = Object.entries(params).map(([name, value]) => `${name}=${describeValue(value)}`);
  return list.length === 0 ? kind : `${kind}(${list.join(", ")})`;
}

/** A parameter's value; layers are told as steps are, one after another. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(describeValue).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  if ("kind" in value && typeof value.kind === "string") return describeStep({ ...value, kind: value.kind });
  return describeStep({ ...value, kind: "" }) || "{}";
}

/** What the figures do not say. */
export function limits({ run, texts }: Page): Html {
  const { mnist, synthetic, intervals, sets, times, notDigits } = texts.limits;
  const items = [run.dataset.name === "mnist" ? mnist : synthetic, intervals, sets, times, notDigits];
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
