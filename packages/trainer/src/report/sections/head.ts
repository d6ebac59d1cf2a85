import { type Html, html } from "../html.ts";
import type { ExplorationPage, Page } from "../page.ts";

/** The mark of the app: a five in one stroke, or nearly. */
const SIGN = html`<svg class="sign" viewBox="6 4 21 24" aria-hidden="true"><path
d="M23 7.5H13L11.5 14.5C14 12.5 22.5 12.5 22.5 19c0 6.5-9 7.5-13 4"/></svg>`;

/** What this is, the answer in one sentence, and the figures that matter most. */
export function head(page: Page): Html {
  const { run, texts, formats } = page;
  const { used } = run.dataset;
  const lead = texts.lead({
    models: texts.models(page.models.length),
    fit: formats.count(used.fit),
    validation: formats.count(used.validation),
    test: formats.count(used.test),
  });
  return html`<header>
<p class="kicker">${SIGN}<b class="wordmark">Siffra</b> ${texts.kicker(run.name, formats.instant(run.startedAt))}</p>
<h1>${headline(page)}</h1>
<p class="lead">${texts.question}</p>
<p>${lead}</p>
<p>${page.metrics.verdict.text[page.language]}</p>
${notice(page)}
${keyFigures(page)}
</header>`;
}

/** The head of the page that is about the images alone. */
export function explorationHead({ exploration, texts }: ExplorationPage): Html {
  const isSynthetic = exploration.dataset.name === "synthetic";
  const warning = html`<aside class="notice"><h2>${texts.syntheticHeading}</h2><p>${texts.syntheticBody}</p></aside>`;
  return html`<header>
<p class="kicker">${SIGN}<b class="wordmark">Siffra</b></p>
<h1>${texts.exploration.heading}</h1>
<p class="lead">${texts.exploration.lead}</p>
${isSynthetic ? warning : undefined}
<dl class="facts"><div><dt>${texts.data.sum}</dt><dd><code>${exploration.dataset.sha256}</code></dd></div></dl>
</header>`;
}

function headline({ chosen, texts, formats }: Page): Html {
  const said = chosen.metrics
    ? texts.headline(formats.percent(chosen.metrics.test.accuracy))
    : texts.headlineUnmeasured;
  return html`<em>${chosen.title}</em> ${said}`;
}

function notice({ run, texts }: Page): Html | undefined {
  if (run.dataset.name === "mnist") return undefined;
  return html`<aside class="notice"><h2>${texts.syntheticHeading}</h2>
<p>${texts.syntheticBody}</p>
<p>${texts.data.source}: ${run.dataset.source}</p></aside>`;
}

function keyFigures({ chosen, texts, formats }: Page): Html | undefined {
  if (!chosen.metrics) return undefined;
  const { test, bundle } = chosen.metrics;
  const figures: [string, string][] = [
    [texts.accuracy, formats.percent(test.accuracy)],
    [texts.interval, formats.interval(test.accuracyInterval)],
    [texts.macroF1, formats.percent(test.macro.f1)],
    [texts.ece, formats.percent(test.ece)],
    [texts.size, formats.bytes(bundle.bytes)],
  ];
  return html`<dl class="figures">${figures.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}
