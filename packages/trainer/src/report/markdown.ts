import type { Exploration } from "@siffra/shared";
import type { Language } from "./formats.ts";
import { createPage, type Page, type ReportInput } from "./page.ts";
import { baselineTables } from "./sections/baselines.ts";

/** The report in words and tables, for places that show no HTML. */
export function renderMarkdown(input: ReportInput, language: Language): string {
  const page = createPage(input, language);
  const { texts } = page;
  const parts = [
    `# ${marked(title(page))}`,
    texts.kicker(page.run.name, page.formats.instant(page.run.startedAt)),
    ...(page.run.dataset.name === "synthetic" ? [`> **${texts.syntheticHeading}** ${texts.syntheticBody}`] : []),
    texts.question,
    heading(texts.data.heading),
    data(page),
    heading(texts.exploration.heading),
    exploration(page),
    heading(texts.method.heading),
    method(page),
    heading(texts.results.heading),
    results(page),
    heading(texts.comparison.heading),
    comparison(page),
    heading(texts.choice.heading),
    choice(page),
    heading(texts.robustness.heading),
    robustness(page),
    heading(texts.limits.heading),
    limits(page),
  ];
  return `${parts.join("\n\n")}\n`;
}

const heading = (text: string) => `## ${text}`;

/** Text that Markdown would take for marks; angle brackets would be HTML. */
const marked = (text: string) => text.replace(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`);

function title({ chosen, texts, formats }: Page): string {
  const said = chosen.metrics
    ? texts.headline(formats.percent(chosen.metrics.test.accuracy))
    : texts.headlineUnmeasured;
  return `${chosen.title} ${said}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(marked).join(" | ")} |`;
  const rule = columns.map((_, i) => (i === 0 ? "---" : "---:"));
  return [line(columns), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

const list = (items: readonly string[]) => items.map((item) => `- ${marked(item)}`).join("\n");

function data({ run, texts, formats }: Page): string {
  const { source, sha256, used } = run.dataset;
  const rows: [string, number][] = [
    [texts.data.fit, used.fit],
    [texts.data.validation, used.validation],
    [texts.data.test, used.test],
  ];
  const facts = list([`${texts.data.source}: ${source}`, `${texts.data.sum}: ${sha256}`]);
  return `${facts}\n\n${table(
    [texts.data.use, texts.data.images],
    rows.map(([use, n]) => [use, formats.count(n)]),
  )}`;
}

const TOLD: (keyof Exploration["texts"])[] = [
  "parts",
  "duplicates",
  "classes",
  "ink",
  "strokeWidth",
  "centre",
  "labelErrors",
];

function exploration({ exploration: { texts }, language }: Page): string {
  return TOLD.map((name) => marked(texts[name][language])).join("\n\n");
}

function method({ run, texts }: Page): string {
  const steps = texts.method.steps({ version: String(run.preprocessVersion), seed: String(run.seed) });
  return steps.map((step, i) => `${i + 1}. ${marked(step)}`).join("\n");
}

function results(page: Page): string {
  const { models, texts, formats } = page;
  const rows = models.map(({ title, metrics, isChosen, isBaseline }) => {
    const mark = isBaseline ? texts.baselineMark : texts.chosenMark;
    const name = isChosen || isBaseline ? `${title} (${mark})` : title;
    if (!metrics) return [name, texts.notMeasured, "", "", "", ""];
    const { test, fitSeconds, predictMilliseconds, bundle } = metrics;
    return [
      name,
      formats.percent(test.accuracy),
      formats.interval(test.accuracyInterval),
      formats.seconds(fitSeconds),
      formats.milliseconds(predictMilliseconds),
      formats.bytes(bundle.bytes),
    ];
  });
  const columns = [texts.model, texts.accuracy, texts.interval, texts.fitTime, texts.predictTime, texts.size];
  return [table(columns, rows), ...otherMeasures(page)].join("\n\n");
}

/** Every other measure with its interval, one line above its table. */
function otherMeasures({ measured, texts, formats }: Page): string[] {
  const [first] = measured;
  if (!first) return [];
  const rows = measured.map(({ title, metrics: { test } }) => {
    const { macro, logLoss, ece, intervals } = test;
    const share = (value: number, ends: readonly [number, number]) =>
      `${formats.percent(value)} (${formats.interval(ends)})`;
    const ends = intervals.logLoss.map((end) => formats.decimals(end, 4)).join("–");
    return [
      title,
      share(macro.precision, intervals.macro.precision),
      share(macro.recall, intervals.macro.recall),
      share(macro.f1, intervals.macro.f1),
      `${formats.decimals(logLoss, 4)} (${ends})`,
      share(ece, intervals.ece),
    ];
  });
  const columns = [texts.model, texts.macroPrecision, texts.macroRecall, texts.macroF1, texts.logLoss, texts.ece];
  const caption = texts.results.othersCaption(formats.count(first.metrics.test.intervals.resamples));
  return [marked(caption), table(columns, rows)];
}

function comparison(page: Page): string {
  const baselines = baselineTables(page).flatMap(({ caption, columns, rows }) => [
    marked(caption),
    table(columns, rows),
  ]);
  return [crossValidation(page), ...baselines].join("\n\n");
}

function crossValidation({ comparison: { models, crossValidation }, texts, formats, language }: Page): string {
  if (!crossValidation) return marked(texts.comparison.noPlan);
  const { repeats, folds, samples, fitSamples } = crossValidation;
  const plan = { repeats, folds, samples: formats.count(samples), fit: formats.count(fitSamples) };
  const rows = models.flatMap(({ title, crossValidation: cross }) =>
    cross
      ? [
          [
            title[language],
            formats.count(cross.scores.length),
            formats.percent(cross.mean),
            cross.scores.length > 1 ? formats.points(cross.standardDeviation) : "–",
            formats.points(cross.gap),
          ],
        ]
      : [],
  );
  const [count = "", mean = "", deviation = "", , , gap = ""] = texts.comparison.columns;
  const notes = models.flatMap(({ title, note }) => (note ? [marked(`${title[language]}: ${note[language]}`)] : []));
  const columns = [texts.model, count, mean, deviation, gap];
  return [marked(texts.comparison.plan(plan)), table(columns, rows), ...notes].join("\n\n");
}

function choice({ selection, metrics, language }: Page): string {
  const { rule, explanation, evidence } = selection;
  const told = [explanation, evidence, metrics.verdict.text].map((text) => marked(text[language]));
  return `> ${marked(rule[language])}\n\n${told.filter((text) => text !== "").join("\n\n")}`;
}

function robustness({ diagnostics, models, texts, formats }: Page): string {
  const { images, models: found } = diagnostics.robustness;
  const kinds = [...new Set(found.flatMap(({ perturbed }) => perturbed.map(({ kind }) => kind)))];
  const rows = models.flatMap(({ name, title }) => {
    const own = found.find(({ model }) => model === name);
    if (!own) return [];
    const worst = kinds.map((kind) => Math.min(...own.perturbed.filter((p) => p.kind === kind).map((p) => p.accuracy)));
    return [[title, ...[own.clean, ...worst].map((share) => formats.percent(share, 1))]];
  });
  const columns = [texts.model, texts.robustness.clean, ...kinds.map((kind) => texts.robustness.names[kind])];
  return `${marked(texts.robustness.intro(formats.count(images)))}\n\n${table(columns, rows)}`;
}

function limits({ run, texts }: Page): string {
  const { mnist, synthetic, intervals, sets, times, notDigits } = texts.limits;
  return list([run.dataset.name === "mnist" ? mnist : synthetic, intervals, sets, times, notDigits]);
}
