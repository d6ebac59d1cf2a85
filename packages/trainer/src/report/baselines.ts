import type { BaselineComparison, Metrics, ModelMetrics } from "@siffra/shared";
import type { Formats } from "./formats.ts";

/**
 * A model beside its baseline, on the validation images and on the test images: how many images, the accuracy of each with
 * its interval, the difference in percentage points with its interval, images that only one of the two reads right, p.
 */
export function baselineRows(
  { models }: Pick<Metrics, "models">,
  pair: BaselineComparison,
  formats: Formats,
): { validation: string[]; test: string[] } {
  const cells = (set: "validation" | "test") => {
    const of = (name: string) => (models.find(({ model }) => model === name) as ModelMetrics)[set];
    const accuracy = (name: string) =>
      `${formats.percent(of(name).accuracy)} (${formats.interval(of(name).accuracyInterval)})`;
    const { onlyModel, onlyBaseline, difference, interval, pMid } = pair[set];
    const [low, high] = interval.map(formats.signedPoints);
    return [
      formats.count(of(pair.model).n),
      accuracy(pair.model),
      accuracy(pair.baseline),
      `${formats.signedPoints(difference)} (${low} / ${high})`,
      `${formats.count(onlyModel)} / ${formats.count(onlyBaseline)}`,
      formats.pValue(pMid),
    ];
  };
  return { validation: cells("validation"), test: cells("test") };
}
