import type { Classifier, Transform } from "@siffra/core";
import { IMAGE_SIZE, type ReaderCore, withFree } from "../core.ts";
import { SiffraError } from "../errors.ts";
import type { PipelineConfig } from "../schemas/index.ts";
import { classifierPrefix, transformPrefix } from "./steps.ts";

/** Loads every step and checks that each takes what the one before gives. */
export function loadSteps(
  core: ReaderCore,
  config: PipelineConfig,
  bytes: Uint8Array,
): { transforms: Transform[]; classifier: Classifier } {
  const loaded: (Transform | Classifier)[] = [];
  const keep = <T extends Transform | Classifier>(step: T): T => {
    loaded.push(step);
    return step;
  };
  try {
    return withFree(core.TensorFile.parse(bytes), (file) => {
      const transforms = config.transforms.map((params, i) =>
        keep(core.Transform.load(JSON.stringify(params), file, transformPrefix(i))),
      );
      const classifier = keep(core.Classifier.load(JSON.stringify(config.classifier), file, classifierPrefix));
      checkChain(transforms, classifier);
      return { transforms, classifier };
    });
  } catch (error) {
    for (const step of loaded) step.free();
    throw error;
  }
}

function checkChain(transforms: readonly Transform[], classifier: Classifier): void {
  let width = IMAGE_SIZE;
  for (const [i, transform] of transforms.entries()) {
    checkWidth(`transform ${i}`, transform.nFeaturesIn, width);
    width = transform.nFeaturesOut;
  }
  checkWidth("the classifier", classifier.nFeaturesIn, width);
}

function checkWidth(step: string, expected: number, found: number): void {
  if (expected === found) return;
  throw new SiffraError("pipeline-shape", `${step} expects ${expected} features, what comes before gives ${found}.`);
}
