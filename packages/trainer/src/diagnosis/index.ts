export { learningSamples } from "./learning.ts";
export * from "./mistakes.ts";
export { perturb, STRENGTHS } from "./perturb.ts";
export { reliabilityOf } from "./reliability.ts";
export * from "./robustness.ts";
