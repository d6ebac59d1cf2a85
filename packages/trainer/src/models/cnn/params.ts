import { type Core, type PipelineConfig, SiffraError } from "@siffra/shared";
import * as v from "valibot";

const Count = v.pipe(v.number(), v.integer());

const Layer = v.variant("kind", [
  v.object({ kind: v.literal("conv"), filters: Count, size: Count, padding: v.picklist(["same", "valid"]) }),
  v.object({ kind: v.literal("max_pool") }),
  v.object({ kind: v.literal("dense"), units: Count }),
]);
export type Layer = v.InferOutput<typeof Layer>;

/** A network's parameters as the core completes and checks them; each is explained there (nn/params.rs). */
const NetworkParams = v.object({
  layers: v.array(Layer),
  members: Count,
  epochs: Count,
  batch_size: Count,
  learning_rate: v.number(),
  warmup_epochs: v.number(),
  label_smoothing: v.number(),
  patience: Count,
  augment: v.nullable(v.record(v.string(), v.number())),
  extra: v.array(v.object({ kind: v.picklist(["synthetic", "non_digits", "wild"]), count: Count })),
});
export type NetworkParams = v.InferOutput<typeof NetworkParams>;

const Layout = v.object({
  n_weights: Count,
  tensors: v.array(v.object({ shape: v.array(Count), offset: Count, size: Count })),
});
export type Layout = v.InferOutput<typeof Layout>;

/** The parameters of a `cnn` with all defaults. @throws CoreError "estimator-parameter" */
export function networkParams(core: Core, config: PipelineConfig): NetworkParams {
  return v.parse(NetworkParams, JSON.parse(core.networkParams(JSON.stringify(config.classifier))));
}

/** The configuration of one network of a committee, which reads an image as it is. */
export function asMember(config: PipelineConfig): PipelineConfig {
  return { ...config, classifier: { ...config.classifier, members: 1, views: 1 } };
}

/** Where each tensor lies among the weights of one network: a kernel, then its bias, layer by layer. */
export function networkLayout(core: Core, config: PipelineConfig): Layout {
  return v.parse(Layout, JSON.parse(core.networkLayout(JSON.stringify(config.classifier))));
}

/** A network learns from pixels, 0 to 1. @throws SiffraError "network-transforms" when the pipeline gives it anything else */
export function checkTransforms({ transforms }: PipelineConfig): void {
  const kinds = transforms.map(({ kind }) => kind);
  if (kinds.length === 1 && kinds[0] === "scale") return;
  const found = kinds.join(", ") || "none";
  throw new SiffraError("network-transforms", `A cnn expects the one transform "scale" before it, found ${found}.`);
}
