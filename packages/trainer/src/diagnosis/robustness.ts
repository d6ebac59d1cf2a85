import { type Diagnostics, type Perturbation, predictedLabels } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import { perturb, STRENGTHS } from "./perturb.ts";

/** How a model stands what may happen to images; its name is the caller's to add. */
export type RobustnessOfModel = Omit<Diagnostics["robustness"]["models"][number], "model">;

const KINDS = Object.keys(STRENGTHS) as Perturbation[];

/** Images as they are and under every perturbation. */
export interface PerturbedCopies {
  samples: Samples;
  copies: { kind: Perturbation; strength: number; images: Uint8Array }[];
}

/** Copies of the samples under every perturbation, each drawn from the same seed. */
export function perturbAll(samples: Samples, seed: number): PerturbedCopies {
  const copies = KINDS.flatMap((kind) =>
    STRENGTHS[kind].map((strength) => ({ kind, strength, images: perturb(samples.images, kind, strength, seed) })),
  );
  return { samples, copies };
}

/**
 * Accuracy on images as they are and on each of their copies.
 * @param predict probabilities, n * 10, of n * 784 pixels
 */
export function measureRobustness(
  predict: (images: Uint8Array) => Float32Array,
  { samples: { images, labels }, copies }: PerturbedCopies,
  onShare: (share: number) => void,
): RobustnessOfModel {
  const accuracyOn = (pixels: Uint8Array) => {
    const answers = predictedLabels(predict(pixels));
    return answers.filter((answer, i) => answer === labels[i]).length / labels.length;
  };
  const perturbed = copies.map(({ kind, strength, images }, i) => {
    onShare(i / copies.length);
    return { kind, strength, accuracy: accuracyOn(images) };
  });
  return { clean: accuracyOn(images), perturbed };
}
