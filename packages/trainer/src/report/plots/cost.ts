import * as Plot from "@observablehq/plot";
import type { Html } from "../html.ts";
import type { MeasuredModel, Page } from "../page.ts";
import { drawFigure } from "./draw.ts";
import { colourOf } from "./palette.ts";
import { placeNames } from "./place-names.ts";

/** Shorter times are not told apart, and a logarithm needs more than nothing. */
const SHORTEST_SECONDS = 0.01;

const MARGINS = { left: 54, right: 8, bottom: 40 };
const INSETS = { top: 40, bottom: 40 };
/** Of the widest letters of a name, on average, in pixels. */
const LETTER = 6.8;
const heightOf = (width: number) => (width < 500 ? 300 : 360);

const seconds = (model: MeasuredModel) => Math.max(model.metrics.fitSeconds, SHORTEST_SECONDS);
const accuracy = (model: MeasuredModel) => model.metrics.test.accuracy;

/** Fit time against test accuracy, each model named beside its point. */
export function costPlot({ measured, texts, formats }: Page): Html {
  const times = measured.map(seconds);
  const [shortest, longest] = [Math.min(...times) / 1.6, Math.max(...times) * 1.6];
  const figures = measured.map(
    (m) => `${m.title}: ${formats.seconds(m.metrics.fitSeconds)}, ${formats.percent(accuracy(m))}`,
  );
  const accuracies = measured.map(accuracy);
  const [worst, best] = [Math.min(...accuracies), Math.max(...accuracies)];
  /** Names beside their points, none over another. */
  const names = (width: number, height: number) => {
    const inside = height - MARGINS.bottom - INSETS.top - INSETS.bottom;
    const points = measured.map((model) => ({
      x:
        MARGINS.left +
        (Math.log(seconds(model) / shortest) / Math.log(longest / shortest)) * (width - MARGINS.left - MARGINS.right),
      y: INSETS.top + (best > worst ? (best - accuracy(model)) / (best - worst) : 0) * inside,
      width: LETTER * model.title.length,
    }));
    return placeNames(points, width).map(({ anchor, dy }, i) =>
      Plot.text([measured[i] as MeasuredModel], {
        x: seconds,
        y: accuracy,
        text: "title",
        textAnchor: anchor,
        dx: anchor === "start" ? -5 : 5,
        dy,
        fill: colourOf,
        fontSize: 13,
      }),
    );
  };
  return drawFigure({
    label: `${texts.cost.label}. ${figures.join("; ")}`,
    caption: texts.cost.caption,
    plot: (width) => ({
      height: heightOf(width),
      marginLeft: MARGINS.left,
      marginRight: MARGINS.right,
      marginTop: 0,
      marginBottom: MARGINS.bottom,
      x: {
        type: "log",
        domain: [shortest, longest],
        label: texts.cost.axis,
        labelArrow: "none",
      },
      y: {
        label: null,
        ticks: 5,
        tickFormat: (share: number) => formats.percent(share, 1),
        domain: [worst, best > worst ? best : worst + 0.001],
        insetTop: INSETS.top,
        insetBottom: INSETS.bottom,
        tickSize: 0,
      },
      marks: [
        Plot.gridY({ ticks: 5, stroke: "var(--ink)", strokeOpacity: 0.1 }),
        // With a format alone, a logarithmic axis leaves out what is not near a power of ten.
        Plot.axisX(ticksBetween(shortest, longest, width < 500 ? 4 : 7), {
          text: formats.roundSeconds,
          labelArrow: "none",
        }),
        Plot.dot(measured, { x: seconds, y: accuracy, r: 6, fill: colourOf }),
        ...names(width, heightOf(width)),
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
