import * as v from "valibot";
import { Count, KebabName, Share } from "./common.ts";

const Digit = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9));

/** Images that a perturbation was applied to before they were read. */
export const Perturbation = v.picklist(["shift", "rotation", "noise", "blur", "thickness"]);
export type Perturbation = v.InferOutput<typeof Perturbation>;

/** One bin of the confidence in the answer, of those that are not empty. */
export const ReliabilityBin = v.strictObject({ confidence: Share, accuracy: Share, images: Count });
export type ReliabilityBin = v.InferOutput<typeof ReliabilityBin>;

const Robustness = v.strictObject({
  model: KebabName,
  /** On the same images, as they are. */
  clean: Share,
  /** `strength`: pixels, degrees, grey levels (standard deviation), passes, pixels. */
  perturbed: v.array(v.strictObject({ kind: Perturbation, strength: v.pipe(v.number(), v.finite()), accuracy: Share })),
});

const LearningCurve = v.strictObject({
  model: KebabName,
  /** The last one is the model of the run. `trainAccuracy` is null there: it was not asked for. */
  points: v.array(v.strictObject({ images: Count, accuracy: Share, trainAccuracy: v.nullable(Share) })),
});

/** diagnostics.json of a run: what explains the figures of metrics.json. */
export const Diagnostics = v.strictObject({
  formatVersion: v.literal(1),
  /** On validation images. */
  learningCurves: v.array(LearningCurve),
  /** On `images` of the validation images, perturbed after the preprocessing. */
  robustness: v.strictObject({ images: Count, models: v.array(Robustness) }),
  /** On the test images, 15 bins of equal width. */
  reliability: v.array(v.strictObject({ model: KebabName, bins: v.array(ReliabilityBin) })),
});
export type Diagnostics = v.InferOutput<typeof Diagnostics>;

/** mistakes.json of a run: the test images that each model misread, by true digit and answer. */
export const Mistakes = v.strictObject({
  formatVersion: v.literal(1),
  models: v.array(
    v.strictObject({
      model: KebabName,
      misread: Count,
      cells: v.array(
        v.strictObject({
          truth: Digit,
          answer: Digit,
          count: Count,
          /** The most confident first, a dozen at most; `image` is the place in the test file. */
          images: v.array(v.strictObject({ image: Count, confidence: Share })),
        }),
      ),
    }),
  ),
  /** The images that are named above, each once: places in the test file and, in that order, 784 bytes each in base64. */
  thumbnails: v.strictObject({ images: v.array(Count), pixels: v.string() }),
});
export type Mistakes = v.InferOutput<typeof Mistakes>;
