import type { Comparison } from "@siffra/shared";
import { percent } from "../../percent.ts";
import { alignColumns } from "../terminal/align.ts";
import type { BundleComparison } from "./bundles.ts";
import type { FinishedRun } from "./finished.ts";

const RUN_HEAD = [
  "model",
  "folds",
  "cross-validation",
  "sd",
  "over folds",
  "over seeds",
  "gap",
  "validation",
  "fit s",
  "predict ms",
  "size kB",
];

/** A run's comparison for a terminal: table, tests, the choice and what the test images said of it. */
export function runText({ comparison, selection, verdict }: FinishedRun): string {
  const rows = comparison.models.map((model) => runRow(model, model.model === selection.chosen));
  const parts = [
    alignColumns([RUN_HEAD, ...rows]),
    planText(comparison),
    tTestText(comparison),
    mcNemarText(comparison.mcNemar),
    selection.rule.en,
    selection.explanation.en,
    selection.evidence.en,
    verdict.text.en,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function runRow({ model, crossValidation: cross, ...final }: Comparison["models"][number], isChosen: boolean) {
  const hasSpread = cross !== null && cross.scores.length > 1;
  return [
    isChosen ? `${model} *` : model,
    cross ? String(cross.scores.length) : "-",
    cross ? percent(cross.mean) : "-",
    hasSpread ? percent(cross.standardDeviation) : "-",
    hasSpread ? percent(cross.foldSpread) : "-",
    cross && cross.seedSpread !== null ? percent(cross.seedSpread) : "-",
    cross ? percent(cross.gap) : "-",
    percent(final.validationAccuracy),
    final.fitSeconds.toFixed(1),
    final.predictMilliseconds.toFixed(3),
    (final.bytes / 1000).toFixed(1),
  ];
}

function planText({ crossValidation: plan, models }: Comparison): string {
  if (!plan) return "No cross-validation: the profile asks for none.";
  const size = `${plan.repeats} times ${plan.folds} stratified folds of ${plan.samples} images (${plan.fitSamples} to fit, ${plan.heldOutSamples} held out)`;
  const notes = models.flatMap(({ model, note }) => (note ? [`${model}: ${note.en}`] : []));
  return [
    `Cross-validation: ${size}. Spreads are standard deviations; gap is training less held-out accuracy.`,
    ...notes,
  ].join("\n");
}

function tTestText({ tTests }: Comparison): string {
  if (tTests.length === 0) return "";
  const rows = tTests.map((test) => [
    `${test.best} - ${test.model}`,
    String(test.degreesOfFreedom + 1),
    percent(test.meanDifference),
    test.t === null ? "-" : test.t.toFixed(2),
    pCell(test.p),
    pCell(test.pHolm),
    test.isSignificant ? "yes" : "no",
  ]);
  const head = ["corrected resampled t-test", "folds", "difference", "t", "p", "p (Holm)", "more than chance"];
  return alignColumns([head, ...rows]);
}

function mcNemarText(tests: readonly Pair[]): string {
  if (tests.length === 0) return "";
  const rows = tests.map(({ first, second, onlyFirst, onlySecond, pExact, pMid, pHolm }) => [
    `${first} / ${second}`,
    `${onlyFirst} / ${onlySecond}`,
    pCell(pExact),
    pCell(pMid),
    pCell(pHolm),
  ]);
  return alignColumns([["McNemar", "only one is right", "exact p", "mid-p", "mid-p (Holm)"], ...rows]);
}

const pCell = (p: number) => (p < 0.0001 ? "< 0.0001" : p.toFixed(4));

type Pair = BundleComparison["mcNemar"][number];

/** Bundles on the test images, for a terminal. */
export function bundlesText({ source, models, mcNemar }: BundleComparison): string {
  const head = ["model", "accuracy", "95 % interval", "macro F1", "log loss", "ECE", "predict ms", "size kB"];
  const rows = models.map((model) => [
    model.folder,
    percent(model.accuracy),
    `${(100 * model.accuracyInterval[0]).toFixed(2)}-${percent(model.accuracyInterval[1])}`,
    model.macro.f1.toFixed(4),
    model.logLoss.toFixed(4),
    percent(model.ece),
    model.predictMilliseconds.toFixed(3),
    (model.bytes / 1000).toFixed(1),
  ]);
  const note = `Data: ${source}. ${models[0]?.n ?? 0} test images: figures to report, not to choose by.`;
  return [note, alignColumns([head, ...rows]), mcNemarText(mcNemar)].join("\n\n");
}
