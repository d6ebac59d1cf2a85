import type {
  ClassMetrics,
  Diagnostics,
  Metrics,
  ModelMetrics,
  PipelineConfig,
  RunInfo,
  Selection,
} from "@siffra/shared";
import { percent } from "../percent.ts";
import { baselineRows } from "./baselines.ts";
import { createFormats } from "./formats.ts";

/** What a card tells of a run. */
export interface CardInput {
  run: Pick<RunInfo, "name" | "profile" | "seed" | "preprocessVersion"> & {
    dataset: Pick<RunInfo["dataset"], "name" | "sha256" | "used">;
    software: Pick<RunInfo["software"], "siffra">;
  };
  metrics: Pick<Metrics, "models" | "baselines">;
  selection: Pick<Selection, "chosen" | "rule">;
  diagnostics: Pick<Diagnostics, "robustness">;
}

const formats = createFormats("en");

/** Where a run found its data says nothing about the model, and may name a person's folders. */
const DATA = { mnist: "MNIST (LeCun, Cortes, Burges)", synthetic: "synthetic handwriting, not MNIST" };

/**
 * README.md of a bundle: what the model is, what it learnt from, how well it reads and where it does not. The head is
 * the metadata block of Hugging Face's model cards. It holds no clock and no duration: the same training gives the same
 * bytes.
 * @throws Error when the run has no such model
 */
export function renderModelCard(result: CardInput, model: string): string {
  const metrics = result.metrics.models.find((candidate) => candidate.model === model);
  const pipeline = result.run.profile.pipelines.find(({ name }) => name === model);
  if (!metrics || !pipeline) throw new Error(`the run has no model ${model}`);
  return [
    frontMatter(result, metrics),
    `# ${metrics.title.en}`,
    `Reads one handwritten digit from 28x28 grey pixels. Made by Siffra ${result.run.software.siffra}; the pipeline is`,
    `\`\`\`json\n${JSON.stringify({ transforms: pipeline.transforms, classifier: pipeline.classifier }, null, 2)}\n\`\`\``,
    INTENDED_USE,
    training(result, metrics),
    reading(metrics),
    ...besideBaseline(result, model),
    robustness(result, model),
    LIMITS,
    provenance(result, metrics),
    LICENCE,
  ].join("\n\n");
}

const INTENDED_USE = `## Intended use

Reading single handwritten digits that have passed Siffra's preprocessing: drawn, scanned or photographed, cut out and
centred. For teaching, for comparing models, and where a person sees the answer. Not for cheques, meters, exams or anything
else where a misread digit does harm and nobody looks; not for decisions about people; not for letters or other scripts.`;

function frontMatter({ run }: CardInput, { test }: ModelMetrics): string {
  return `---
license: mit
language: [en, sv]
library_name: siffra
pipeline_tag: image-classification
tags: [handwritten-digits, mnist, safetensors, calibrated]
datasets: [${run.dataset.name}]
metrics: [accuracy, f1]
model-index:
  - name: ${run.name}
    results:
      - task: { type: image-classification }
        dataset: { name: ${run.dataset.name}, type: ${run.dataset.name}, split: test }
        metrics:
          - { type: accuracy, value: ${test.accuracy} }
          - { type: f1, value: ${test.macro.f1.toFixed(6)}, name: macro F1 }
---`;
}

function training({ run, selection, metrics: { baselines = [] } }: CardInput, metrics: ModelMetrics): string {
  const { used, name } = run.dataset;
  const isBaselineOf = baselines.find(({ baseline }) => baseline === metrics.model)?.model;
  const choice = isBaselineOf
    ? `trained for comparison with ${isBaselineOf} only, this model could not be chosen.`
    : `of the models of its run, ${selection.chosen} was chosen, on validation images alone. ${selection.rule.en}`;
  return `## Training

- Data: ${DATA[name]}. ${formats.count(used.fit)} images to fit, ${formats.count(used.validation)} held out (stratified, seed ${run.seed}).
- Preprocessing: version ${run.preprocessVersion}; every training image passed through the code that the app runs on a drawing.
${factsLine(metrics)}- Calibration: a temperature on one half of the held-out images, the thresholds of the prediction sets on the other.
- Choice: ${choice}
- The test images were used once, for the figures below: nothing was fitted, tuned, calibrated or chosen on them.`;
}

function factsLine({ facts }: ModelMetrics): string {
  const told = Object.entries(facts).map(([name, value]) => `${name} ${formats.significant(value)}`);
  return told.length === 0 ? "" : `- Fit: ${told.join(", ")}.\n`;
}

function reading({ test, testSets }: ModelMetrics): string {
  const interval = ([low, high]: readonly [number, number]) => `${percent(low)} to ${percent(high)}`;
  const row = ({ label, precision, recall, f1, support }: ClassMetrics) => {
    const own = test.intervals.perClass[label];
    return `| ${label} | ${percent(precision)} | ${percent(recall)} | ${percent(f1)} | ${own ? interval(own.f1) : ""} | ${support} |`;
  };
  const sets = (["0.95", "0.99"] as const).map((level) => {
    const { coverage, meanSize } = testSets[level];
    return `The ${100 * Number(level)} % prediction set holds the true digit in ${percent(coverage)} of the images and has ${meanSize.toFixed(2)} digits on average.`;
  });
  return `## How well it reads

On ${formats.count(test.n)} test images, with 95 % intervals (accuracy: Wilson; the others: ${formats.count(test.intervals.resamples)} bootstrap resamples):

| measure | value | interval |
|---|---|---|
| accuracy | ${percent(test.accuracy)} | ${interval(test.accuracyInterval)} |
| macro precision | ${percent(test.macro.precision)} | ${interval(test.intervals.macro.precision)} |
| macro recall | ${percent(test.macro.recall)} | ${interval(test.intervals.macro.recall)} |
| macro F1 | ${percent(test.macro.f1)} | ${interval(test.intervals.macro.f1)} |
| log loss | ${test.logLoss.toFixed(4)} | ${test.intervals.logLoss.map((end) => end.toFixed(4)).join(" to ")} |
| expected calibration error, 15 bins | ${percent(test.ece)} | ${interval(test.intervals.ece)} |

${sets.join(" ")} One run, one seed.

| digit | precision | recall | F1 | interval of F1 | images |
|---|---|---|---|---|---|
${test.perClass.map(row).join("\n")}`;
}

/** What the parameters are worth that a model trained for comparison leaves out; either card of the two says it. */
function besideBaseline({ run, metrics }: CardInput, name: string): string[] {
  const pairs = (metrics.baselines ?? []).filter(({ model, baseline }) => model === name || baseline === name);
  return pairs.map((pair) => {
    const { model, baseline, without } = pair;
    const { classifier } = run.profile.pipelines.find((pipeline) => pipeline.name === model) as PipelineConfig;
    const { validation, test } = baselineRows(metrics, pair, formats);
    const rows = Object.entries({ validation, test }).map(([set, cells]) => `| ${[set, ...cells].join(" | ")} |`);
    const leftOut = without.map((parameter) => describeParameter(parameter, classifier[parameter]));
    return `## With and without ${without.map((parameter) => `\`${parameter}\``).join(", ")}

${model} is trained with ${leftOut.join("; ")}. The same recipe without that, on the same images and seed, is ${baseline}: trained for comparison only, it could not be chosen.

| images | number | with | without | difference, points | right only with / without | p |
|---|---|---|---|---|---|---|
${rows.join("\n").replaceAll("\u202f", " ")}

95 % intervals: Wilson for accuracies, Agresti and Min (2005) for the difference. p: McNemar's test, mid-p.`;
  });
}

/** Kinds of extra samples, as a sentence has them. */
const EXTRA: Record<string, string> = {
  synthetic: "digits of synthetic handwriting",
  non_digits: "drawings that are no digits",
  wild: "training digits that a simulator drew or photographed anew",
};

/** A parameter as a sentence has it: the extra samples by their numbers, anything else as the configuration does. */
function describeParameter(name: string, value: unknown): string {
  if (name !== "extra" || !Array.isArray(value)) return `\`${name}\` ${JSON.stringify(value)}`;
  const kinds = value.map(({ kind, count }) => `${formats.count(count)} ${EXTRA[kind] ?? kind}`);
  return `extra samples beside the data: ${kinds.join(", ")}`;
}

/** What the model makes of perturbed validation images. */
function robustness({ diagnostics }: CardInput, name: string): string {
  const { images, models } = diagnostics.robustness;
  const own = models.find(({ model }) => model === name);
  const rows = (own?.perturbed ?? []).map(
    ({ kind, strength, accuracy }) => `| ${kind} | ${strength} | ${percent(accuracy)} |`,
  );
  return `## What it stands

Accuracy on ${formats.count(images)} validation images, perturbed after the preprocessing (as they are: ${own ? percent(own.clean) : "not measured"}). Strengths: pixels, degrees, grey levels, passes of a 3x3 mean, pixels (negative: thinner).

| perturbation | strength | accuracy |
|---|---|---|
${rows.join("\n")}`;
}

const LIMITS = `## Limits

MNIST's writers were American: a slashed 0, a 1 with a long flag or a foot, and a 9 like a g are read less well than the
figures say. It gives a digit for anything that passes the preprocessing, letters and doodles too, though with less
confidence. A photograph is harder than a scan. Some labels of MNIST are wrong; none was changed.`;

const LICENCE = `## Licence

MIT, code and weights. MNIST is by Yann LeCun, Corinna Cortes and Christopher Burges, and is not part of this model.
`;

function provenance({ run }: CardInput, { bundle }: ModelMetrics): string {
  return `## To check it

Train it again: \`pnpm siffra train --profile ${run.name} --seed ${run.seed}\` gives the same bytes on any machine, with any number of workers.

- model.safetensors: ${bundle.bytes} bytes, SHA-256 \`${bundle.tensorsSha256}\`
- manifest.json: SHA-256 \`${bundle.manifestSha256}\`
- dataset: SHA-256 \`${run.dataset.sha256}\`
`;
}
