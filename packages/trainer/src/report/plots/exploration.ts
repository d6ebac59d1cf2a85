import * as Plot from "@observablehq/plot";
import type { Distribution } from "@siffra/shared";
import type { Html } from "../html.ts";
import type { ExplorationPage } from "../page.ts";
import { drawFigure } from "./draw.ts";

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const X_DIGITS = { label: null, domain: DIGITS, tickSize: 0, padding: 0.35, type: "band" as const };
const GRID = { stroke: "var(--ink)", strokeOpacity: 0.1 };

/** Share of each digit: bars for training images, dots for test images. */
export function classesPlot({ exploration: { train, test }, texts, formats }: ExplorationPage): Html {
  const share = (part: { classes: number[]; images: number }, digit: number) =>
    part.images > 0 ? (part.classes[digit] ?? 0) / part.images : 0;
  const rows = DIGITS.map((digit) => ({ digit, train: share(train, digit), test: share(test, digit) }));
  const told = rows.map((row) => `${row.digit}: ${formats.percent(row.train, 1)}, ${formats.percent(row.test, 1)}`);
  return drawFigure({
    label: `${texts.exploration.classesLabel}. ${told.join("; ")}`,
    caption: texts.exploration.classesCaption,
    plot: () => ({
      height: 240,
      marginLeft: 44,
      marginRight: 0,
      marginTop: 8,
      x: X_DIGITS,
      y: { label: null, ticks: 4, tickFormat: (value: number) => formats.percent(value, 0), tickSize: 0 },
      marks: [
        Plot.gridY({ ticks: 4, ...GRID }),
        Plot.barY(rows, { x: "digit", y: "train", fill: "var(--ink)", fillOpacity: 0.28 }),
        Plot.dot(rows, { x: "digit", y: "test", fill: "var(--accent)", r: 4.5 }),
      ],
    }),
  });
}

/** Median, middle half and nine tenths of each digit's images. */
export function quantilesPlot(
  { byClass }: Distribution,
  { label, caption }: { label: string; caption: string },
  format: (value: number) => string,
): Html {
  const rows = byClass.map(([low, lower, median, upper, high], digit) => ({ digit, low, lower, median, upper, high }));
  const told = rows.map(
    ({ digit, median, low, high }) => `${digit}: ${format(median)} (${format(low)}–${format(high)})`,
  );
  return drawFigure({
    label: `${label}. ${told.join("; ")}`,
    caption,
    plot: (width) => ({
      height: 260,
      marginLeft: 60,
      marginRight: 0,
      marginTop: 8,
      x: X_DIGITS,
      y: { label: null, ticks: 5, tickFormat: format, tickSize: 0, nice: true, zero: true },
      marks: [
        Plot.gridY({ ticks: 5, ...GRID }),
        Plot.ruleX(rows, { x: "digit", y1: "low", y2: "high", stroke: "var(--ink-soft)" }),
        Plot.ruleX(rows, {
          x: "digit",
          y1: "lower",
          y2: "upper",
          stroke: "var(--accent)",
          strokeOpacity: 0.45,
          strokeWidth: width < 500 ? 12 : 22,
        }),
        Plot.dot(rows, { x: "digit", y: "median", fill: "var(--ink)", r: 3.5 }),
      ],
    }),
  });
}

/** Every point as the digit that it is. */
export function mapPlot({ exploration: { map }, texts }: ExplorationPage): Html {
  return drawFigure({
    label: texts.exploration.mapLabel(map.points.length),
    caption: texts.exploration.mapCaption,
    plot: (width) => ({
      height: width < 500 ? 380 : 540,
      margin: 8,
      x: { axis: null, inset: 10 },
      y: { axis: null, inset: 10 },
      color: { type: "categorical", domain: DIGITS, range: DIGITS.map((digit) => `var(--digit-${digit})`) },
      marks: [
        Plot.text(map.points, {
          x: "x",
          y: "y",
          text: (point: { label: number }) => String(point.label),
          fill: "label",
          fontSize: width < 500 ? 11 : 14,
        }),
      ],
    }),
  });
}
