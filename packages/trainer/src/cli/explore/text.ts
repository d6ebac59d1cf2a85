import type { Exploration } from "@siffra/shared";
import { percent } from "../../percent.ts";
import { alignColumns } from "../terminal/align.ts";

const SUSPECTS_NAMED = 10;

/** What was found, for a terminal. */
export function toExploreText(found: Exploration): string {
  const { texts } = found;
  return [
    texts.parts.en,
    texts.duplicates.en,
    texts.classes.en,
    classTable(found),
    texts.ink.en,
    texts.centre.en,
    texts.strokeWidth.en,
    texts.map.en,
    texts.nearest.en,
    texts.labelErrors.en,
    suspectTable(found),
  ].join("\n\n");
}

function classTable({ train, test, ink, strokeWidth }: Exploration): string {
  const median = ([, , middle]: readonly number[]) => middle ?? 0;
  const rows = train.classes.map((count, digit) => [
    String(digit),
    String(count),
    percent(count / train.images),
    String(test.classes[digit] ?? 0),
    percent((test.classes[digit] ?? 0) / test.images),
    percent(median(ink.byClass[digit] ?? [])),
    median(strokeWidth.byClass[digit] ?? []).toFixed(2),
  ]);
  return alignColumns([["digit", "train", "", "test", "", "ink (median)", "stroke px (median)"], ...rows]);
}

function suspectTable({ labelErrors: { suspects } }: Exploration): string {
  const rows = suspects
    .slice(0, SUSPECTS_NAMED)
    .map(({ image, label, suggested, selfConfidence, confidence }) => [
      String(image),
      String(label),
      percent(selfConfidence),
      String(suggested),
      percent(confidence),
    ]);
  return alignColumns([["training image", "label", "its probability", "read as", "probability"], ...rows]);
}
