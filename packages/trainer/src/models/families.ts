import type { ClassifierParams, LocalText, PipelineConfig } from "@siffra/shared";

/** A kind of classifier: what people call it, and how long it takes beside the others. */
interface Family {
  title: LocalText;
  /** Relative cost of a fit: long ones start first, so that no worker is left with one at the end. */
  cost: number;
  /** Whether its fit has parts that several workers can share. */
  isDivisible: boolean;
}

/** Every kind of classifier that the trainer knows. */
const FAMILIES: Record<ClassifierParams["kind"], Family> = {
  logistic_regression: {
    title: { en: "Logistic regression", sv: "Logistisk regression" },
    cost: 2,
    isDivisible: false,
  },
  random_features_ridge: {
    title: { en: "Linear model on random features", sv: "Linjär modell på slumpmässiga särdrag" },
    cost: 3,
    isDivisible: true,
  },
  random_forest: { title: { en: "Random forest", sv: "Slumpskog" }, cost: 4, isDivisible: true },
  svc: { title: { en: "Support vector machine", sv: "Stödvektormaskin" }, cost: 3, isDivisible: true },
  linear_svc: {
    title: { en: "Linear support vector machine", sv: "Linjär stödvektormaskin" },
    cost: 1,
    isDivisible: true,
  },
  cnn: { title: { en: "Convolutional network", sv: "Faltningsnätverk" }, cost: 9, isDivisible: true },
};

/** The pipeline's own title, else its family's. */
export function modelTitle(config: PipelineConfig): LocalText {
  return config.title ?? FAMILIES[config.classifier.kind].title;
}

/** A copy with the most expensive first; equal ones keep their order. */
export function longestFirst(configs: readonly PipelineConfig[]): PipelineConfig[] {
  return [...configs].sort((a, b) => FAMILIES[b.classifier.kind].cost - FAMILIES[a.classifier.kind].cost);
}

// Done again sooner than their outcome is copied from one worker to another.
const QUICK_TRANSFORMS: readonly string[] = ["scale"];

/** Whether a worker that shares this fit does best to prepare it by itself, at the same time as the first one. */
export function isQuicklyPrepared({ transforms, classifier }: PipelineConfig): boolean {
  return FAMILIES[classifier.kind].isDivisible && transforms.every(({ kind }) => QUICK_TRANSFORMS.includes(kind));
}
