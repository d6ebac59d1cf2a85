import {
  argmax,
  CLASS_COUNT,
  type ClassifierParams,
  type Core,
  type Exploration,
  type LocalText,
  type Matrix,
  planFit,
  runPlan,
  withFree,
} from "@siffra/shared";
import { at, type Split, stratifiedFolds, toSplits } from "../evaluation/index.ts";
import { countLikelyErrors } from "./confident.ts";
import { rounded } from "./statistics.ts";

type Suspect = Exploration["labelErrors"]["suspects"][number];

/** Suspects that are listed. */
const LISTED = 60;
const FOLDS = 5;
// Near enough to its optimum: on 48,000 images 30 steps read 98.6 % of the others right.
const CLASSIFIER: ClassifierParams = { kind: "logistic_regression", C: 1, max_iter: 30 };
const MODEL: LocalText = {
  en: "logistic regression on oriented gradients (HOG)",
  sv: "logistisk regression på orienterade gradienter (HOG)",
};

/** Told the share that is done; false asks to stop. */
export type OnShare = (share: number) => boolean;

/**
 * Images whose label is likely wrong: those to which models that never saw them give the least probability for the label
 * that they have (self-confidence; Northcutt, Jiang, Chuang 2021, arXiv:1911.00068).
 * @param images n * 784, through stages 7-8 of the preprocessing
 */
export function findLabelErrors(
  core: Core,
  images: Uint8Array,
  labels: Uint8Array,
  seed: number,
  onShare: OnShare,
): Exploration["labelErrors"] {
  const proba = withFree(gradientsOf(core, images, labels.length), (gradients) =>
    outOfFold(core, gradients, labels, seed, onShare),
  );
  const judged = Array.from(labels, (label, image) => judge(proba.subarray(image * CLASS_COUNT), label, image));
  const isDoubted = ({ label, suggested }: Suspect) => label !== suggested;
  const suspects = judged.filter(isDoubted).sort((a, b) => a.selfConfidence - b.selfConfidence || a.image - b.image);
  return {
    model: MODEL,
    folds: FOLDS,
    images: labels.length,
    accuracy: rounded(1 - suspects.length / labels.length),
    likely: countLikelyErrors(proba, labels),
    suspects: suspects.slice(0, LISTED),
  };
}

// Neither step is fitted to the images, so all folds can share them.
const FIXED = [{ kind: "deskew" }, { kind: "hog" }];

function gradientsOf(core: Core, images: Uint8Array, n: number): Matrix {
  let x = core.Matrix.fromU8(n, 784, images);
  for (const params of FIXED) {
    const step = core.Transform.fit(JSON.stringify(params), x, () => true);
    x = withFree(x, (before) => withFree(step, () => step.transform(before)));
  }
  return x;
}

function outOfFold(core: Core, gradients: Matrix, labels: Uint8Array, seed: number, onShare: OnShare): Float32Array {
  const proba = new Float32Array(labels.length * CLASS_COUNT);
  for (const [fold, split] of toSplits(stratifiedFolds(labels, FOLDS, seed), FOLDS).entries()) {
    const part = predictFold(core, gradients, labels, split, (share) => onShare((fold + share) / FOLDS));
    for (const [i, place] of split.heldOut.entries()) {
      proba.set(part.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT), place * CLASS_COUNT);
    }
  }
  return proba;
}

/** Fits the classifier to what the fold keeps, and gives probabilities of what it holds out. */
function predictFold(core: Core, gradients: Matrix, labels: Uint8Array, { kept, heldOut }: Split, onShare: OnShare) {
  const plan = withFree(gradients.selectRows(kept), (x) => planFit(core, CLASSIFIER, x, at(labels, kept), 0));
  const onProgress = (_: string, done: number) => onShare(done);
  const classifier = withFree(plan, () => runPlan(plan, CLASSIFIER.kind, { onProgress }));
  return withFree(classifier, () =>
    withFree(gradients.selectRows(heldOut), (x) => withFree(classifier.predictProba(x), (matrix) => matrix.toF32())),
  );
}

function judge(row: Float32Array, label: number, image: number): Suspect {
  const suggested = argmax(row.subarray(0, CLASS_COUNT));
  const at = (digit: number) => rounded(Math.min(1, row[digit] as number));
  return { image, label, suggested, selfConfidence: at(label), confidence: at(suggested) };
}
