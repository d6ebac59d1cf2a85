import { type Evaluation, evaluateConfusion, type ModelMetrics, type PipelineConfig } from "@siffra/shared";
import type { ReportInput } from "../../src/report/index.ts";
import { sampleComparison, sampleDiagnostics, sampleExploration, sampleMistakes } from "./studies.ts";

const EXPLORATION = sampleExploration();

/** Made-up figures of the kind that a run has: consistent with one another, and the same in every test. */
export function sampleRun(): ReportInput {
  return {
    run: {
      formatVersion: 1,
      name: "standard",
      profile: {
        name: "standard",
        description: "All of MNIST",
        dataset: { train: null, test: null },
        validationShare: 0.1,
        seed: 7,
        pipelines: structuredClone(PIPELINES),
      },
      seed: 7,
      workers: 2,
      startedAt: "2025-03-14T09:26:53.589Z",
      seconds: 318.4,
      dataset: {
        name: "mnist",
        source: "MNIST (downloaded and verified)",
        sha256: "5".repeat(64),
        available: { train: 60_000, test: 10_000 },
        used: { fit: 54_000, validation: 6_000, test: 10_000 },
      },
      preprocessVersion: 1,
      software: { siffra: "0.1.0", node: "20.19.0", platform: "linux x64" },
    },
    metrics: {
      formatVersion: 1,
      models: [
        sampleModel("logistic-regression", "Logistic regression", "Logistisk regression", 80, [11.2, 0.004, 64_000]),
        sampleModel("random-forest", "Random forest", "Slumpskog", 32, [9.4, 0.031, 21_400_000]),
        sampleModel("linear-svc-hog", "Linear SVM on HOG", "Linjär SVM på HOG", 15, [24.9, 0.012, 310_000]),
        sampleModel("svc-hog", "RBF SVM on HOG and PCA", "RBF-SVM på HOG och PCA", 7, [71.8, 0.62, 7_300_000]),
      ],
      verdict: {
        best: "svc-hog",
        agrees: true,
        text: { en: "On the test images svc-hog scores best too.", sv: "På testbilderna är svc-hog också bäst." },
      },
    },
    comparison: sampleComparison(),
    diagnostics: sampleDiagnostics(),
    exploration: structuredClone(EXPLORATION),
    mistakes: sampleMistakes(),
    importances: {
      "random-forest": {
        formatVersion: 1,
        impurity: pixels((x, y) => Math.max(0, 14 - Math.hypot(x - 13.5, y - 13.5)) / 2000),
        permutation: pixels((x, y) => 0.002 - 0.0002 * Math.hypot(x - 13.5, y - 13.5)),
        images: 3000,
        repeats: 2,
      },
    },
    selection: {
      formatVersion: 1,
      chosen: "svc-hog",
      best: "svc-hog",
      standardError: 0.0012,
      threshold: 0.9911,
      n: 6_000,
      candidates: [
        candidate("logistic-regression", "Logistic regression", "Logistisk regression", 0.9218, 64_000),
        candidate("random-forest", "Random forest", "Slumpskog", 0.9687, 21_400_000),
        candidate("linear-svc-hog", "Linear SVM on HOG", "Linjär SVM på HOG", 0.9848, 310_000),
        candidate("svc-hog", "RBF SVM on HOG and PCA", "RBF-SVM på HOG och PCA", 0.9923, 7_300_000),
      ],
      rule: { en: "The rule of the choice, written before.", sv: "Regeln för valet, skriven i förväg." },
      explanation: {
        en: "svc-hog has 99.23 % on the 6000 validation images, and no other model reaches 99.11 %.",
        sv: "svc-hog har 99,23 % på de 6000 valideringsbilderna, och ingen annan modell når 99,11 %.",
      },
      evidence: { en: "What cross-validation says.", sv: "Vad korsvalideringen säger." },
    },
  };
}

const FACTS: Record<string, Record<string, number>> = {
  "logistic-regression": { n_iter: 61, objective: 0.2324, gradient_norm: 0.000093, converged: 1 },
  "random-forest": { n_estimators: 100, n_nodes: 1_120_000, oob_score: 0.9653 },
};

const pixels = (of: (x: number, y: number) => number) =>
  Array.from({ length: 28 * 28 }, (_, i) => of(i % 28, Math.floor(i / 28)));

const PIPELINES: PipelineConfig[] = [
  {
    name: "logistic-regression",
    transforms: [{ kind: "scale" }],
    classifier: { kind: "logistic_regression", C: 1, max_iter: 200 },
  },
  { name: "random-forest", transforms: [{ kind: "scale" }], classifier: { kind: "random_forest", n_estimators: 100 } },
  {
    name: "linear-svc-hog",
    transforms: [{ kind: "deskew" }, { kind: "hog" }],
    classifier: { kind: "linear_svc", C: 1 },
  },
  {
    name: "svc-hog",
    transforms: [{ kind: "deskew" }, { kind: "hog" }, { kind: "pca", n_components: 200, seed: 0 }],
    classifier: { kind: "svc", C: 10, kernel: "rbf", gamma: 0.04 },
  },
];

function sampleModel(
  model: string,
  en: string,
  sv: string,
  errors: number,
  [fitSeconds, predictMilliseconds, bytes]: [number, number, number],
): ModelMetrics {
  const test = sampleEvaluation(1000, errors);
  return {
    model,
    title: { en, sv },
    validation: sampleEvaluation(600, Math.round(errors * 0.62)),
    test,
    testSets: {
      "0.95": { coverage: Math.min(1, test.accuracy + 0.02), meanSize: 1 + errors / 400 },
      "0.99": { coverage: 0.9906, meanSize: 1 + errors / 100 },
    },
    fitSeconds,
    facts: FACTS[model] ?? {},
    predictMilliseconds,
    bundle: { bytes, tensorsSha256: sumOf(model, "a"), manifestSha256: sumOf(model, "b") },
  };
}

/** `errors` of each digit's images are misread, as digits that look like it. */
export function sampleEvaluation(perDigit: number, errors: number): Evaluation {
  const confusion = Array.from({ length: 10 }, (_, truth) => confusionRow(truth, perDigit, errors));
  const told = evaluateConfusion(confusion, 10 * perDigit);
  const [logLoss, ece] = [3.2 * (1 - told.accuracy), 0.2 * (1 - told.accuracy)];
  const around = (value: number): [number, number] => [0.95 * value, Math.min(1, 1.05 * value)];
  const aroundAll = (each: { precision: number; recall: number; f1: number }) => ({
    precision: around(each.precision),
    recall: around(each.recall),
    f1: around(each.f1),
  });
  const intervals = {
    resamples: 1000,
    macro: aroundAll(told.macro),
    perClass: told.perClass.map(aroundAll),
    logLoss: around(logLoss),
    ece: around(ece),
  };
  return { ...told, logLoss, ece, intervals };
}

const LOOKALIKES = [6, 7, 3, 5, 9, 3, 0, 9, 3, 4];
const DIFFICULTY = [0.4, 0.35, 1, 1.3, 1, 1.2, 0.6, 1.1, 1.6, 1.5];

function confusionRow(truth: number, perDigit: number, errors: number): number[] {
  const wrong = Math.round(errors * (DIFFICULTY[truth] ?? 1));
  const lookalike = LOOKALIKES[truth] ?? 0;
  const other = (truth + 5) % 10 === lookalike ? (truth + 3) % 10 : (truth + 5) % 10;
  const row = new Array<number>(10).fill(0);
  row[truth] = perDigit - wrong;
  row[lookalike] = Math.ceil((2 * wrong) / 3);
  row[other] = wrong - Math.ceil((2 * wrong) / 3);
  return row;
}

function candidate(model: string, en: string, sv: string, validationAccuracy: number, bytes: number) {
  return {
    model,
    title: { en, sv },
    validationAccuracy,
    predictMilliseconds: 0.1,
    bytes,
    withinOneStandardError: validationAccuracy >= 0.9911,
    fastEnough: true,
  };
}

/** 64 hex digits that differ from model to model. */
function sumOf(model: string, first: string): string {
  return first + Buffer.from(model.repeat(8)).toString("hex").slice(0, 63);
}

/** The sample run with its linear SVM as the baseline of another one. */
export function sampleRunWithBaseline(): ReportInput {
  const input = sampleRun();
  const { profile } = input.run;
  profile.baselines = { "svc-hog": "linear-svc-hog" };
  const [baseline, model] = profile.pipelines.slice(-2) as [PipelineConfig, PipelineConfig];
  baseline.transforms = model.transforms;
  model.classifier = { ...baseline.classifier, extra: [{ kind: "wild", count: 8000 }] };
  const paired = { difference: 0.0008, interval: [-0.0001, 0.0017] as [number, number], pMid: 0.0912 };
  input.metrics.baselines = [
    {
      model: "svc-hog",
      baseline: "linear-svc-hog",
      without: ["extra"],
      validation: { ...paired, onlyModel: 12, onlyBaseline: 9 },
      test: { ...paired, onlyModel: 21, onlyBaseline: 13 },
    },
  ];
  return input;
}
