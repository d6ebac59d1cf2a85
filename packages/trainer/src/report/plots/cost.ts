import * as Plot from "@observablehq/plot";
import type { Html } from "../html.ts";
import type { MeasuredModel, Page } from "../page.ts";
import { drawFigure } from "./draw.ts";
import { colourOf } from "./palette.ts";

/** Shorter times are not told apart, and a logarithm needs more than nothing. */
const SHORTEST_SECONDS = 0.01;

const seconds = (model: MeasuredModel) => Math.max(model.metrics.fitSeconds, SHORTEST_SECONDS);
const accuracy = (model: MeasuredModel) => model.metrics.test.accuracy;

/** Fit time against test accuracy, each model named beside its point. */
export function costPlot({ measured, texts, formats }: Page): Html {
  const times = measured.map(seconds);
  const [shortest, longest] = [Math.min(...times) / 1.6, Math.max(...times) * 1.6];
  const figures = measured.map(
    (m) => `${m.title}: ${formats.seconds(m.metrics.fitSeconds)}, ${formats.percent(accuracy(m))}`,
  );
  // Names to the left of the middle begin at their point, names to the right end at it: none leaves the picture.
  const isLeft = (model: MeasuredModel) => seconds(model) < Math.sqrt(shortest * longest);
  const names = (models: MeasuredModel[], textAnchor: "start" | "end") =>
    Plot.text(models, {
      x: seconds,
      y: accuracy,
      text: "title",
      textAnchor,
      dx: textAnchor === "start" ? -5 : 5,
      dy: -15,
      fill: colourOf,
      fontSize: 13,
    });
  return drawFigure({
    label: `${texts.cost.label}. ${figures.join("; ")}`,
    caption: texts.cost.caption,
    plot: (width) => ({
      height: width < 500 ? 300 : 360,
      marginLeft: 54,
      marginRight: 8,
      marginTop: 0,
      marginBottom: 40,
      x: {
        type: "log",
        domain: [shortest, longest],
        ticks: ticksBetween(shortest, longest, width < 500 ? 4 : 7),
        tickFormat: formats.roundSeconds,
        label: texts.cost.axis,
        labelArrow: "none",
      },
      y: {
        label: null,
        ticks: 5,
        tickFormat: (share: number) => formats.percent(share, 1),
        nice: true,
        inset: 12,
        insetTop: 28,
        tickSize: 0,
      },
      marks: [
        Plot.gridY({ ticks: 5, stroke: "var(--ink)", strokeOpacity: 0.1 }),
        Plot.dot(measured, { x: seconds, y: accuracy, r: 6, fill: colourOf }),
        names(measured.filter(isLeft), "start"),
        names(
          measured.filter((model) => !isLeft(model)),
          "end",
        ),
      ],
    }),
  });
}

/** Round times within the range, at most `count` of them. */
function ticksBetween(shortest: number, longest: number, count: number): number[] {
  const all = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600, 7200, 18000];
  const inside = all.filter((value) => value >= shortest && value <= longest);
  const step = Math.ceil(inside.length / count);
  return inside.filter((_, i) => i % step === 0);
}
