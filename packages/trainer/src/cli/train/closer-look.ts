import type { Diagnostics, Exploration, Mistakes, PipelineConfig } from "@siffra/shared";
import { proxy } from "comlink";
import type { Dataset } from "../../dataset/index.ts";
import { collectMistakes, learningSamples, type Misreading } from "../../diagnosis/index.ts";
import { at, type Division, gatherAcross, type Samples, validationOf } from "../../evaluation/index.ts";
import { completeExploration, type TrainingExploration } from "../../explore/index.ts";
import { longestFirst } from "../../models/index.ts";
import type { Emit, SavedModel } from "../../training/index.ts";
import { foldTask, type Task, toShared, type WorkerPool } from "../../workers/index.ts";
import type { TrainOptions } from "./options.ts";

type Curve = Diagnostics["learningCurves"][number];

/** The images of a run as their files have them, and where they stand there. */
interface RawImages extends Samples {
  places: Uint32Array;
}

/** What a closer look needs of a run. */
export interface Subject {
  dataset: Dataset;
  division: Division;
  /** Of the training images. */
  labels: Uint8Array;
}

/** What was found out about images and models before any test image was looked at. */
export interface CloserLook {
  exploration: TrainingExploration;
  learningCurves: Curve[];
}

/** Explores the training images and learns from smaller and smaller samples of them. */
export async function lookCloser(
  pool: WorkerPool,
  models: readonly SavedModel[],
  subject: Subject,
  { seed, profile }: TrainOptions,
  emit: Emit,
): Promise<CloserLook> {
  const found: { exploration?: TrainingExploration } = {};
  const explore: Task<void> = async (worker) => {
    const onProgress = (step: string, share: number) =>
      emit({ type: "model-progress", model: "exploration", step, share });
    found.exploration = await worker.api.explore(rawTraining(subject), seed, proxy(onProgress));
    emit({ type: "explored", likelyLabelErrors: found.exploration.labelErrors.likely });
  };
  const curves = models.map(({ config, fitted }): Curve => {
    const whole = {
      images: subject.division.split.fit.length,
      accuracy: fitted.validation.accuracy,
      trainAccuracy: null,
    };
    return { model: config.name, points: [whole] };
  });
  const isWanted = ({ config }: SavedModel) =>
    config.classifier.kind !== "cnn" || profile.networkLearningCurves === true;
  const wanted = longestFirst(models.filter(isWanted).map(({ config }) => config));
  const learn = wanted.flatMap((config) => {
    const curve = curves.find(({ model }) => model === config.name) as Curve;
    return learningTasks(config, curve, subject, seed, emit);
  });
  await pool.run([explore, ...learn]);
  return { exploration: found.exploration as TrainingExploration, learningCurves: curves.map(ascending) };
}

const ascending = ({ model, points }: Curve) => ({ model, points: points.toSorted((a, b) => a.images - b.images) });

/** The largest sample first, so that no worker is left with it at the end. */
function learningTasks(config: PipelineConfig, curve: Curve, subject: Subject, seed: number, emit: Emit): Task<void>[] {
  const { split } = subject.division;
  const heldOut = validationOf(subject.division);
  const samples = learningSamples(at(subject.labels, split.fit), seed).toReversed();
  let done = 0;
  return samples.map((sample) => async (worker, board) => {
    const fold = { kept: at(split.fit, sample), heldOut };
    const { accuracy, trainAccuracy } = await foldTask({ config, seed, fold, sharedAs: null })(worker, board);
    curve.points.push({ images: sample.length, accuracy, trainAccuracy });
    emit({ type: "model-progress", model: config.name, step: "learning curve", share: ++done / samples.length });
  });
}

function rawTraining({ dataset, division }: Subject): RawImages {
  const { images, labels } = gatherAcross([dataset.train, dataset.test], division.train);
  return { images: toShared(images), labels, places: division.train };
}

/** Test images as their file has them; their places are those of the test file where it was not pooled. */
function rawTest({ dataset, division }: Subject, isPooled: boolean): RawImages {
  const offset = isPooled ? 0 : dataset.train.labels.length;
  const places = division.test.map((place) => place - offset);
  return { ...gatherAcross([dataset.train, dataset.test], division.test), places };
}

/** What explains the figures of a run. */
export interface Explanation {
  exploration: Exploration;
  mistakes: Mistakes;
}

/** Completes the look at the images once the test images are open. */
export function explain(
  subject: Subject,
  found: TrainingExploration,
  measured: readonly { model: string; misreadings: readonly Misreading[] }[],
  isPooled: boolean,
): Explanation {
  const test = rawTest(subject, isPooled);
  return {
    exploration: completeExploration(subject.dataset, found, rawTraining(subject), test),
    mistakes: collectMistakes(measured, test),
  };
}
