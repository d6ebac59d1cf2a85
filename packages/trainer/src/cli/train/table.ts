import type { ModelMetrics } from "@siffra/shared";
import { isBaseline } from "../../evaluation/index.ts";
import { percent } from "../../percent.ts";
import { alignColumns } from "../terminal/align.ts";
import type { RunResult } from "./result.ts";

const HEAD = ["model", "validation", "test", "95 % interval", "macro F1", "fit s", "predict ms", "size kB"];

/** The comparison as aligned text; the chosen model has a star. */
export function formatTable({ run, metrics, selection }: RunResult): string {
  const marked = (name: string) => {
    if (isBaseline(run.profile, name)) return `${name} (comparison only)`;
    return name === selection.chosen ? `${name} *` : name;
  };
  return alignColumns([HEAD, ...metrics.models.map((model) => toRow(marked(model.model), model))]);
}

function toRow(name: string, { validation, test, fitSeconds, predictMilliseconds, bundle }: ModelMetrics) {
  const [low, high] = test.accuracyInterval;
  return [
    name,
    percent(validation.accuracy),
    percent(test.accuracy),
    `${(100 * low).toFixed(2)}-${percent(high)}`,
    test.macro.f1.toFixed(4),
    fitSeconds.toFixed(1),
    predictMilliseconds.toFixed(3),
    (bundle.bytes / 1000).toFixed(1),
  ];
}

/** The sums by which anyone can check a model that they trained again. */
export function formatSums({ metrics }: RunResult): string {
  return metrics.models
    .map(
      ({ model, bundle }) =>
        `${model}\n  model.safetensors ${bundle.tensorsSha256}\n  manifest.json     ${bundle.manifestSha256}`,
    )
    .join("\n");
}

/** The same facts for `--json`, one object. */
export function toSummary({ metrics, selection }: RunResult, folder: string) {
  const models = metrics.models.map(({ model, validation, test, fitSeconds, predictMilliseconds, bundle }) => ({
    model,
    validationAccuracy: validation.accuracy,
    testAccuracy: test.accuracy,
    testAccuracyInterval: test.accuracyInterval,
    macroF1: test.macro.f1,
    fitSeconds,
    predictMilliseconds,
    ...bundle,
  }));
  return { type: "result", folder, chosen: selection.chosen, models };
}
