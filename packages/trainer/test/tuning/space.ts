import type { SearchSpace } from "@siffra/shared";

/** A small search; `change` says what is different about it. */
export function tinySpace(change: Partial<SearchSpace> = {}): SearchSpace {
  return {
    name: "tiny",
    description: "For tests.",
    images: 300,
    validation: { kind: "holdout", share: 0.3 },
    strategy: { kind: "halving", trials: 9, rungs: [100, 150, 200], keep: 0.34 },
    seed: 4,
    pipeline: {
      name: "linear",
      transforms: [{ kind: "scale" }, { kind: "pca", n_components: 5, seed: 0 }],
      classifier: { kind: "logistic_regression", C: 1 },
    },
    parameters: {
      "transforms.pca.n_components": { kind: "integer", low: 4, high: 12 },
      "classifier.C": { kind: "log-uniform", low: 0.001, high: 10 },
    },
    ...change,
  };
}
