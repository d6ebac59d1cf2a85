import { type BaselineComparison, type PipelineConfig, type Profile, parametersLeftOut } from "@siffra/shared";
import { readRight } from "../../diagnosis/index.ts";
import { comparePaired } from "../../evaluation/index.ts";
import type { MeasuredModel, SavedModel } from "../../training/index.ts";

interface Read {
  config: PipelineConfig;
  /** Whether each image is read right, 0 or 1. */
  validation: Uint8Array;
  test: Uint8Array;
}

/** Models beside their baselines, on the validation images and on the test images; `measured` is in the order of `saved`. */
export function compareBaselines(
  { baselines = {} }: Profile,
  saved: readonly SavedModel[],
  measured: readonly MeasuredModel[],
): BaselineComparison[] {
  const read = saved.map(({ config, fitted }, i): Read => {
    const { metrics, misreadings } = measured[i] as MeasuredModel;
    return { config, validation: fitted.isRight, test: readRight(metrics.test.n, misreadings) };
  });
  const named = (name: string) => read.find(({ config }) => config.name === name) as Read;
  return Object.entries(baselines).map(([model, baseline]) => {
    const [own, other] = [named(model), named(baseline)];
    return {
      model,
      baseline,
      without: parametersLeftOut(own.config, other.config) ?? [],
      validation: comparePaired(own.validation, other.validation),
      test: comparePaired(own.test, other.test),
    };
  });
}
