import * as Plot from "@observablehq/plot";
import type { Html } from "../html.ts";
import type { MeasuredModel, Page } from "../page.ts";
import { drawFigure } from "./draw.ts";
import { colourOf } from "./palette.ts";

/** One row a model: its name, and below it the interval, the accuracy and the validation accuracy on one scale. */
export function accuracyPlot({ measured, texts, formats }: Page): Html {
  const name = (model: MeasuredModel) => model.name;
  const figures = measured.map((m) => `${m.title}: ${formats.percent(m.metrics.test.accuracy)}`);
  return drawFigure({
    label: `${texts.results.plotLabel}. ${figures.join("; ")}`,
    caption: texts.results.plotCaption,
    plot: () => ({
      height: 56 + 52 * measured.length,
      marginLeft: 8,
      marginRight: 16,
      marginTop: 14,
      x: { label: null, ticks: 5, tickFormat: (share: number) => formats.percent(share, 1), nice: true, inset: 6 },
      y: { axis: null, domain: measured.map(name), padding: 0.2 },
      marks: [
        Plot.gridX({ ticks: 5, stroke: "var(--ink)", strokeOpacity: 0.1 }),
        Plot.ruleY(measured, {
          y: name,
          x1: (m: MeasuredModel) => m.metrics.test.accuracyInterval[0],
          x2: (m: MeasuredModel) => m.metrics.test.accuracyInterval[1],
          stroke: colourOf,
          strokeWidth: 3,
          strokeLinecap: "round",
          dy: 10,
        }),
        Plot.dot(measured, {
          y: name,
          x: (m: MeasuredModel) => m.metrics.validation.accuracy,
          stroke: colourOf,
          strokeWidth: 1.5,
          fill: "var(--paper)",
          r: 4,
          dy: 10,
        }),
        Plot.dot(measured, { y: name, x: (m: MeasuredModel) => m.metrics.test.accuracy, fill: colourOf, r: 5.5, dy: 10 }),
        Plot.text(measured, {
          y: name,
          text: (m: MeasuredModel) => `${m.title}  ${formats.percent(m.metrics.test.accuracy)}`,
          frameAnchor: "left",
          dx: 0,
          dy: -10,
          fill: colourOf,
          fontSize: 14,
        }),
      ],
    }),
  });
}
