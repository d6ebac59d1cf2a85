import type {
  Comparison,
  Diagnostics,
  Exploration,
  Metrics,
  Mistakes,
  ModelMetrics,
  PipelineConfig,
  PixelImportances,
  RunInfo,
  Selection,
} from "@siffra/shared";
import { isBaseline } from "../evaluation/index.ts";
import { createFormats, type Formats, type Language } from "./formats.ts";
import { TEXTS, type Texts } from "./texts/index.ts";

/** What a run leaves in its JSON files. */
export interface ReportInput {
  run: RunInfo;
  metrics: Metrics;
  comparison: Comparison;
  selection: Selection;
  diagnostics: Diagnostics;
  exploration: Exploration;
  mistakes: Mistakes;
  /** What each pixel is worth to the forests on pixels, by the model's name. */
  importances: Record<string, PixelImportances>;
}

/** One model with all that is known about it: the run may have stopped before it was measured. */
export interface ReportedModel {
  name: string;
  title: string;
  isChosen: boolean;
  /** Trained for comparison only. */
  isBaseline: boolean;
  pipeline: PipelineConfig | undefined;
  metrics: ModelMetrics | undefined;
}

export type MeasuredModel = ReportedModel & { metrics: ModelMetrics };

/** What the section about the images needs. */
export interface ExplorationPage {
  exploration: Exploration;
  language: Language;
  texts: Texts;
  formats: Formats;
}

/** Everything that a section of the report needs. */
export interface Page extends ReportInput, ExplorationPage {
  /** The most accurate on test images first, those without figures last. */
  models: ReportedModel[];
  /** Those of `models` that have figures. */
  measured: MeasuredModel[];
  chosen: ReportedModel;
}

export function createPage(input: ReportInput, language: Language): Page {
  const models = listModels(input, language);
  return {
    ...input,
    language,
    texts: TEXTS[language],
    formats: createFormats(language),
    models,
    measured: models.filter((model): model is MeasuredModel => model.metrics !== undefined),
    chosen: models.find((model) => model.isChosen) ?? describeModel(input.selection.chosen, input, language),
  };
}

function listModels(input: ReportInput, language: Language): ReportedModel[] {
  const names = [...input.metrics.models, ...input.selection.candidates].map(({ model }) => model);
  const models = [...new Set(names)].map((name) => describeModel(name, input, language));
  const accuracy = (model: ReportedModel) => model.metrics?.test.accuracy ?? -1;
  return models.sort((a, b) => accuracy(b) - accuracy(a));
}

function describeModel(name: string, { run, metrics, selection }: ReportInput, language: Language): ReportedModel {
  const measured = metrics.models.find(({ model }) => model === name);
  const candidate = selection.candidates.find(({ model }) => model === name);
  return {
    name,
    title: (measured ?? candidate)?.title[language] ?? name,
    isChosen: name === selection.chosen,
    isBaseline: isBaseline(run.profile, name),
    pipeline: run.profile.pipelines.find((pipeline) => pipeline.name === name),
    metrics: measured,
  };
}
