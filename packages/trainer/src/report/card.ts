import type { ClassMetrics, ModelMetrics } from "@siffra/shared";
import { percent } from "../percent.ts";
import { createFormats } from "./formats.ts";
import type { ReportInput } from "./page.ts";

const formats = createFormats("en");

/** Where a run found its data says nothing about the model, and may name a person's folders. */
const DATA = { mnist: "MNIST (LeCun, Cortes, Burges)", synthetic: "synthetic handwriting, not MNIST" };

/**
 * README.md of a bundle: what the model is, what it learnt from, how well it reads and where it does not. The head is
 * the metadata block of Hugging Face's model cards. It holds no clock and no duration: the same training gives the same
 * bytes.
 * @throws Error when the run has no such model
 */
export function renderModelCard(result: ReportInput, model: string): string {
  const metrics = result.metrics.models.find((candidate) => candidate.model === model);
  const pipeline = result.run.profile.pipelines.find(({ name }) => name === model);
  if (!metrics || !pipeline) throw new Error(`the run has no model ${model}`);
  return [
    frontMatter(result, metrics),
    `# ${metrics.title.en}`,
    `Reads one handwritten digit from 28x28 grey pixels. Made by Siffra ${result.run.software.siffra}; the pipeline is`,
    `\`\`\`json\n${JSON.stringify({ transforms: pipeline.transforms, classifier: pipeline.classifier }, null, 2)}\n\`\`\``,
    training(result, metrics),
    reading(metrics),
    LIMITS,
    provenance(result, metrics),
  ].join("\n\n");
}

function frontMatter({ run }: ReportInput, { test }: ModelMetrics): string {
  return `---
license: mit
pipeline_tag: image-classification
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

function training({ run, selection }: ReportInput, metrics: ModelMetrics): string {
  const { used, name } = run.dataset;
  return `## Training

- Data: ${DATA[name]}. ${formats.count(used.fit)} images to fit, ${formats.count(used.validation)} held out (stratified, seed ${run.seed}).
- Preprocessing: version ${run.preprocessVersion}; every training image passed through the code that the app runs on a drawing.
${factsLine(metrics)}- Calibration: a temperature on one half of the held-out images, the thresholds of the prediction sets on the other.
- Choice: ${selection.explanation.en}
- The test images were used once, for the figures below: nothing was fitted, tuned, calibrated or chosen on them.`;
}

function factsLine({ facts }: ModelMetrics): string {
  const told = Object.entries(facts).map(([name, value]) => `${name} ${formats.significant(value)}`);
  return told.length === 0 ? "" : `- Fit: ${told.join(", ")}.\n`;
}

function reading({ test, testSets }: ModelMetrics): string {
  const row = ({ label, precision, recall, f1, support }: ClassMetrics) =>
    `| ${label} | ${percent(precision)} | ${percent(recall)} | ${percent(f1)} | ${support} |`;
  const sets = testSets["0.95"];
  return `## How well it reads

On ${formats.count(test.n)} test images: accuracy ${percent(test.accuracy)} (95 % interval ${percent(test.accuracyInterval[0])} to ${percent(test.accuracyInterval[1])}, Wilson), macro F1 ${percent(test.macro.f1)}, log loss ${test.logLoss.toFixed(4)}, expected calibration error ${percent(test.ece)} (15 bins). The 95 % prediction set holds the true digit in ${percent(sets.coverage)} of the images and has ${sets.meanSize.toFixed(2)} digits on average. One run, one seed.

| digit | precision | recall | F1 | images |
|---|---|---|---|---|
${test.perClass.map(row).join("\n")}`;
}

const LIMITS = `## Limits

MNIST's writers were American: a slashed 0, a 1 with a long flag or a foot, and a 9 like a g are read less well than the
figures say. It gives a digit for anything that passes the preprocessing, letters and doodles too. A photograph is harder
than a scan. Not for decisions about people.`;

function provenance({ run }: ReportInput, { bundle }: ModelMetrics): string {
  return `## To check it

Train it again: \`pnpm siffra train --profile ${run.name} --seed ${run.seed}\` gives the same bytes on any machine, with any number of workers.

- model.safetensors: ${bundle.bytes} bytes, SHA-256 \`${bundle.tensorsSha256}\`
- manifest.json: SHA-256 \`${bundle.manifestSha256}\`
- dataset: SHA-256 \`${run.dataset.sha256}\`
`;
}
