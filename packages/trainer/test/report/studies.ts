import type { Comparison, Diagnostics, Mistakes } from "@siffra/shared";
import { loadCore, loadSynth } from "@siffra/shared/node";
import { collectMistakes, STRENGTHS } from "../../src/diagnosis/index.ts";
import { completeExploration, exploreTraining } from "../../src/explore/index.ts";

const MODELS = ["logistic-regression", "random-forest", "linear-svc-hog", "svc-hog"];
const ACCURACY: Record<string, number> = {
  "logistic-regression": 0.92,
  "random-forest": 0.968,
  "linear-svc-hog": 0.985,
  "svc-hog": 0.992,
};
const accuracyOf = (model: string) => ACCURACY[model] ?? 0.5;

/** 300 drawn digits from item `start`, with labels. */
export function drawnDigits(start: number, count = 300) {
  const drawn = loadSynth().synthDataset("tidy", 1, start, count);
  const images = loadCore().normaliseMnist(drawn.images);
  const samples = { images, labels: drawn.labels, places: Uint32Array.from({ length: count }, (_, i) => i) };
  drawn.free();
  return samples;
}

const training = drawnDigits(0);
const test = drawnDigits(1000, 60);

/** What an exploration finds in drawn digits. */
export function sampleExploration() {
  const core = loadCore();
  const found = exploreTraining(core, { ...training, normalised: training.images }, 1, () => true);
  return completeExploration({ name: "mnist", sha256: "5".repeat(64) }, found, training, test);
}

export function sampleComparison(): Comparison {
  const scores = (model: string) => [0, 1, 2, 3].map((fold) => accuracyOf(model) - 0.001 * fold);
  return {
    formatVersion: 1,
    alpha: 0.05,
    crossValidation: {
      folds: 2,
      repeats: 2,
      seed: 7,
      samples: 10_000,
      fitSamples: 5000,
      heldOutSamples: 5000,
      best: "svc-hog",
    },
    models: MODELS.map((model) => ({
      model,
      title: { en: `${model} in English`, sv: `${model} på svenska` },
      crossValidation: {
        scores: scores(model),
        mean: accuracyOf(model) - 0.0015,
        standardDeviation: 0.0013,
        foldSpread: 0.0011,
        seedSpread: 0.0004,
        trainAccuracy: 1,
        gap: 1.0015 - accuracyOf(model),
        fitSeconds: 1,
        predictMilliseconds: 0.1,
      },
      validationAccuracy: accuracyOf(model),
      fitSeconds: 1,
      predictMilliseconds: 0.1,
      bytes: 1000,
      note: null,
    })),
    tTests: MODELS.slice(0, 3).map((model) => ({
      best: "svc-hog",
      model,
      meanDifference: accuracyOf("svc-hog") - accuracyOf(model),
      t: 12,
      degreesOfFreedom: 3,
      p: 0.0012,
      pHolm: 0.0024,
      isSignificant: true,
    })),
    mcNemar: [
      {
        first: "svc-hog",
        second: "linear-svc-hog",
        onlyFirst: 60,
        onlySecond: 22,
        pExact: 0.0001,
        pMid: 0.0001,
        pHolm: 0.0006,
        isSignificant: true,
      },
    ],
  };
}

export function sampleDiagnostics(): Diagnostics {
  const robustness = MODELS.map((model) => ({
    model,
    clean: accuracyOf(model),
    perturbed: Object.entries(STRENGTHS).flatMap(([kind, strengths]) =>
      strengths.map((strength, i) => ({
        kind: kind as keyof typeof STRENGTHS,
        strength,
        accuracy: accuracyOf(model) - 0.1 * (i + 1),
      })),
    ),
  }));
  const learningCurves = MODELS.map((model) => ({
    model,
    points: [300, 3000, 54_000].map((images, i) => ({
      images,
      accuracy: accuracyOf(model) - 0.02 * (2 - i),
      trainAccuracy: i < 2 ? 1 : null,
    })),
  }));
  const bins = [0.55, 0.75, 0.99].map((confidence, i) => ({
    confidence,
    accuracy: confidence - 0.01,
    images: 10 ** i,
  }));
  return {
    formatVersion: 1,
    learningCurves,
    robustness: { images: 1000, models: robustness },
    reliability: MODELS.map((model) => ({ model, bins })),
  };
}

export function sampleMistakes(): Mistakes {
  const misreadings = [
    { position: 3, truth: 4, answer: 9, confidence: 0.93 },
    { position: 17, truth: 4, answer: 9, confidence: 0.98 },
    { position: 40, truth: 7, answer: 1, confidence: 0.51 },
  ];
  return collectMistakes(
    MODELS.map((model) => ({ model, misreadings })),
    test,
  );
}
