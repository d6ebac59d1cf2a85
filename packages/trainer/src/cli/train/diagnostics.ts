import type { Diagnostics } from "@siffra/shared";
import type { MeasuredModel, SavedModel } from "../../training/index.ts";
import type { CloserLook } from "./closer-look.ts";

/** diagnostics.json; `images` is the number of images that were perturbed. */
export function describeDiagnostics(
  saved: readonly SavedModel[],
  measured: readonly MeasuredModel[],
  { learningCurves }: CloserLook,
  images: number,
): Diagnostics {
  const robustness = saved.map(({ config, fitted }) => ({ model: config.name, ...fitted.robustness }));
  const reliability = measured.map(({ metrics: { model }, reliability: bins }) => ({ model, bins }));
  return { formatVersion: 1, learningCurves, robustness: { images, models: robustness }, reliability };
}
