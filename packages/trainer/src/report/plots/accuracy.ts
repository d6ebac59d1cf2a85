import * as Plot from "@observablehq/plot";
import type { Html } from "../html.ts";
import type { MeasuredModel, Page } from "../page.ts";
import { drawFigure } from "./draw.ts";
import { colourOf } from "./palette.ts";

/** Letters are about this wide, in pixels at size 14. */
const LETTER = 7.5;
/** Longer names stand above their row on any page. */
const LONGEST_BESIDE = 36;

/** One row a model: its interval, accuracy and validation accuracy on one scale, named beside or above it. */
export function accuracyPlot({ measured, texts, formats }: Page): Html {
  const named = (model: MeasuredModel) => `${model.title}: ${formats.percent(model.metrics.test.accuracy)}`;
  return drawFigure({
    label: `${texts.results.plotLabel}. ${measured.map(named).join("; ")}`,
    caption: texts.results.plotCaption,
    plot: (width) => {
      const isNarrow = width < 500;
      const longest = Math.max(...measured.map(({ title }) => title.length));
      const isAbove = isNarrow || longest > LONGEST_BESIDE;
      const nameWidth = isAbove ? 12 : 20 + LETTER * longest;
      return {
        height: 40 + (isAbove ? 50 : 36) * measured.length,
        marginLeft: nameWidth,
        marginRight: 16,
        marginTop: 4,
        x: {
          label: null,
          ticks: isNarrow ? 4 : 6,
          tickFormat: (share: number) => formats.percent(share, 1),
          tickSize: 0,
          inset: 8,
        },
        y: { axis: null, domain: measured.map(({ name }) => name), padding: 0.5 },
        marks: [
          Plot.gridX({ ticks: isNarrow ? 4 : 6, stroke: "var(--ink)", strokeOpacity: 0.12 }),
          ...intervalMarks(measured, isAbove ? 8 : 0),
          Plot.text(measured, {
            y: "name",
            text: "title",
            frameAnchor: "left",
            textAnchor: "start",
            dx: -nameWidth,
            dy: isAbove ? -13 : 0,
            fill: colourOf,
            stroke: "var(--paper)",
            strokeWidth: 5,
            fontSize: 14,
          }),
        ],
      };
    },
  });
}

function intervalMarks(measured: MeasuredModel[], dy: number): Plot.Markish[] {
  const interval = (model: MeasuredModel) => model.metrics.test.accuracyInterval;
  return [
    Plot.ruleY(measured, {
      y: "name",
      x1: (model: MeasuredModel) => interval(model)[0],
      x2: (model: MeasuredModel) => interval(model)[1],
      stroke: colourOf,
      strokeWidth: 3,
      strokeLinecap: "round",
      dy,
    }),
    Plot.dot(measured, {
      y: "name",
      x: (model: MeasuredModel) => model.metrics.test.accuracy,
      fill: colourOf,
      r: 5.5,
      dy,
    }),
    Plot.dot(measured, {
      y: "name",
      x: (model: MeasuredModel) => model.metrics.validation.accuracy,
      stroke: colourOf,
      strokeWidth: 1.5,
      fill: "var(--paper)",
      r: 3.5,
      dy,
    }),
  ];
}
