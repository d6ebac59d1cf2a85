import { type Diagnostics, type Perturbation, predictedLabels } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import { perturb, STRENGTHS } from "./perturb.ts";

/** How a model stands what may happen to images; its name is the caller's to add. */
export type RobustnessOfModel = Omit<Diagnostics["robustness"]["models"][number], "model">;

const KINDS = Object.keys(STRENGTHS) as Perturbation[];
const CASES = KINDS.flatMap((kind) => STRENGTHS[kind].map((strength) => ({ kind, strength })));

/**
 * Accuracy on the same images as they are and under every perturbation, each from the same seed.
 * @param predict probabilities, n * 10, of n * 784 pixels
 */
export function measureRobustness(
  predict: (images: Uint8Array) => Float32Array,
  { images, labels }: Samples,
  seed: number,
  onShare: (share: number) => void,
): RobustnessOfModel {
  const accuracyOn = (pixels: Uint8Array) => {
    const answers = predictedLabels(predict(pixels));
    return answers.filter((answer, i) => answer === labels[i]).length / labels.length;
  };
  const perturbed = CASES.map(({ kind, strength }, i) => {
    onShare(i / CASES.length);
    return { kind, strength, accuracy: accuracyOn(perturb(images, kind, strength, seed)) };
  });
  return { clean: accuracyOn(images), perturbed };
}
