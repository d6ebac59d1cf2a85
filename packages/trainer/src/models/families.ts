import type { ClassifierParams, LocalText, PipelineConfig } from "@siffra/shared";

/** A kind of classifier: what people call it, and how long it takes beside the others. */
interface Family {
  title: LocalText;
  /** Relative cost of a fit: long ones start first, so that no worker is left with one at the end. */
  cost: number;
}

/** Every kind of classifier that the trainer knows. */
const FAMILIES: Record<ClassifierParams["kind"], Family> = {
  logistic_regression: { title: { en: "Logistic regression", sv: "Logistisk regression" }, cost: 2 },
  random_forest: { title: { en: "Random forest", sv: "Slumpskog" }, cost: 4 },
  svc: { title: { en: "Support vector machine", sv: "Stödvektormaskin" }, cost: 3 },
  linear_svc: { title: { en: "Linear support vector machine", sv: "Linjär stödvektormaskin" }, cost: 1 },
};

/** The pipeline's own title, else its family's. */
export function modelTitle(config: PipelineConfig): LocalText {
  return config.title ?? FAMILIES[config.classifier.kind].title;
}

/** A copy with the most expensive first; equal ones keep their order. */
export function longestFirst(configs: readonly PipelineConfig[]): PipelineConfig[] {
  return [...configs].sort((a, b) => FAMILIES[b.classifier.kind].cost - FAMILIES[a.classifier.kind].cost);
}
