import { type Core, IMAGE_SIZE, Pipeline, type PipelineConfig, withFree } from "@siffra/shared";
import { checkTransforms } from "./params.ts";

/** A trained network as a pipeline like any other: scaled pixels, then the core's classifier. */
export function networkPipeline(core: Core, config: PipelineConfig, weights: Float32Array): Pipeline {
  checkTransforms(config);
  const classifier = core.networkClassifier(JSON.stringify(config.classifier), weights);
  const paper = core.Matrix.fromU8(1, IMAGE_SIZE, new Uint8Array(IMAGE_SIZE));
  const scale = withFree(paper, (x) => core.Transform.fit(JSON.stringify(config.transforms[0]), x, () => true));
  return Pipeline.of(core, config, [scale], classifier);
}
