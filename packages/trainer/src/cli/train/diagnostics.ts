import type { Diagnostics } from "@siffra/shared";
import type { Division } from "../../evaluation/index.ts";
import { type CloserLook, validationOf } from "./closer-look.ts";
import type { MeasuredModel } from "./measure.ts";
import type { SavedModel } from "./models.ts";

/** Validation images that every model reads perturbed, too. */
const MOST_PERTURBED = 1000;

/** Validation images to perturb: evenly spread, and not more than a quarter of them. */
export function imagesToPerturb(division: Division): Uint32Array {
  const all = validationOf(division);
  const taken = Math.min(MOST_PERTURBED, Math.ceil(all.length / 4));
  return Uint32Array.from({ length: taken }, (_, i) => all[Math.floor((i * all.length) / taken)] as number);
}

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
