import { type Html, html } from "../html.ts";
import type { Page } from "../page.ts";
import { drawTable } from "../table.ts";
import { modelName } from "./model-name.ts";

/** The command, the facts of the run, and the sums that another run must come to. */
export function reproduce(page: Page): Html {
  const { run, measured, texts, formats } = page;
  const { siffra, node, platform } = run.software;
  const facts: [string, string][] = [
    [texts.reproduce.profile, run.profile.name],
    [texts.reproduce.seed, String(run.seed)],
    [texts.reproduce.workers, String(run.workers)],
    [texts.reproduce.duration, formats.seconds(run.seconds)],
    [texts.reproduce.software, `Siffra ${siffra}, Node ${node}, ${platform}`],
    [texts.reproduce.preprocess, texts.reproduce.version(String(run.preprocessVersion))],
  ];
  const sums = measured.map((model) => ({
    cells: [
      modelName(model, page),
      html`<code class="sum">${model.metrics.bundle.tensorsSha256}</code> <code class="sum">${model.metrics.bundle.manifestSha256}</code>`,
    ],
    isMarked: model.isChosen,
  }));
  return html`<pre><code>${command(page)}</code></pre>
<p>${texts.reproduce.intro}</p>
${drawTable({
  caption: texts.reproduce.caption,
  columns: [texts.model, `${texts.reproduce.tensors} / ${texts.reproduce.manifest}`],
  rows: sums,
  words: 2,
})}
<dl class="facts" aria-label="${texts.reproduce.facts}">
${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

/** Names every model, so that it stays right when the profile changes. */
function command({ run }: Page): string {
  const models = run.profile.pipelines.map(({ name }) => name).join(",");
  const isSynthetic = run.dataset.name === "synthetic";
  return `pnpm siffra train --profile ${run.profile.name} --models ${models} --seed ${run.seed}${isSynthetic ? " --synthetic" : ""}`;
}
