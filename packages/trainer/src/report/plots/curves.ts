import * as Plot from "@observablehq/plot";
import type { Diagnostics, Perturbation } from "@siffra/shared";
import type { Html } from "../html.ts";
import type { Page, ReportedModel } from "../page.ts";
import { drawFigure } from "./draw.ts";

const GRID = { stroke: "var(--ink)", strokeOpacity: 0.1 };

interface Line<T> {
  model: ReportedModel;
  points: T[];
}

/** The data of each reported model that has some. */
export function linesOf<T>(page: Page, found: readonly { model: string; points: T[] }[]): Line<T>[] {
  return page.models.flatMap((model) => {
    const points = found.find((each) => each.model === model.name)?.points;
    return points ? [{ model, points }] : [];
  });
}

// Lines are told apart by their dashes too, not by colour alone.
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "1 4", "12 4"];

/** One line a model, named at its end. */
function lineMarks<T>(lines: readonly Line<T>[], x: (point: T) => number, y: (point: T) => number): Plot.Markish[] {
  return lines.flatMap(({ model, points }, i) => {
    const stroke = model.isChosen ? "var(--accent)" : "var(--ink-soft)";
    const strokeDasharray = DASHES[i % DASHES.length] as string;
    return [
      Plot.line(points, { x, y, stroke, strokeWidth: model.isChosen ? 2.5 : 1.5, strokeDasharray }),
      Plot.dot(points, { x, y, fill: stroke, r: 3 }),
    ];
  });
}

/** A key to the lines: a table reads better beside small multiples, so the key is the caption's job in words. */
export function dashesOf(
  lines: readonly { model: ReportedModel }[],
): { title: string; isChosen: boolean; dash: string }[] {
  return lines.map(({ model }, i) => ({
    title: model.title,
    isChosen: model.isChosen,
    dash: DASHES[i % DASHES.length] as string,
  }));
}

type LearningPoint = Diagnostics["learningCurves"][number]["points"][number];

/** Error on validation images against training size, both logarithmic. */
export function learningPlot(page: Page, lines: readonly Line<LearningPoint>[]): Html {
  const { texts, formats } = page;
  const told = lines.map(
    ({ model, points }) =>
      `${model.title}: ${points.map((p) => `${formats.count(p.images)}, ${formats.percent(p.accuracy)}`).join("; ")}`,
  );
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map(({ images }) => images)))].sort((a, b) => a - b);
  return drawFigure({
    label: `${texts.learning.label}. ${told.join(". ")}`,
    caption: texts.learning.caption,
    plot: (width) => ({
      height: width < 500 ? 300 : 360,
      marginLeft: 58,
      marginRight: 16,
      marginBottom: 40,
      x: {
        type: "log",
        label: texts.learning.axis,
        labelArrow: "none",
        inset: 14,
      },
      y: { label: null, ticks: 5, tickFormat: (share: number) => formats.percent(share, 0), tickSize: 0, nice: true },
      marks: [
        Plot.gridY({ ticks: 5, ...GRID }),
        // With a format alone, a logarithmic axis leaves out what is not near a power of ten.
        Plot.axisX(sizes, { text: formats.count, labelArrow: "none" }),
        ...lineMarks(
          lines,
          (point) => point.images,
          (point) => point.accuracy,
        ),
      ],
    }),
  });
}

interface StrengthPoint {
  strength: number;
  accuracy: number;
}

/** Accuracy against the strength of one perturbation. */
export function robustnessPlot(page: Page, kind: Perturbation, lines: readonly Line<StrengthPoint>[]): Html {
  const { texts, formats } = page;
  const told = lines.map(
    ({ model, points }) =>
      `${model.title}: ${points.map((p) => `${p.strength}, ${formats.percent(p.accuracy, 1)}`).join("; ")}`,
  );
  const strengths = [...new Set(lines.flatMap(({ points }) => points.map((p) => p.strength)))].sort((a, b) => a - b);
  return drawFigure({
    label: `${texts.robustness.kinds[kind]}. ${told.join(". ")}`,
    caption: texts.robustness.kinds[kind],
    plot: (width) => ({
      height: width < 500 ? 220 : 300,
      marginLeft: 58,
      marginRight: 16,
      marginBottom: 24,
      x: { ticks: strengths, tickFormat: (value: number) => formats.decimals(value, 0), label: null, inset: 14 },
      y: {
        domain: [0, 1],
        label: null,
        ticks: 5,
        tickFormat: (share: number) => formats.percent(share, 0),
        tickSize: 0,
      },
      marks: [
        Plot.gridY({ ticks: 5, ...GRID }),
        ...lineMarks(
          lines,
          (point) => point.strength,
          (point) => point.accuracy,
        ),
      ],
    }),
  });
}

type Bins = Diagnostics["reliability"][number]["bins"];

/** Confidence against the share of right answers; honest probabilities lie on the diagonal. */
export function reliabilityPlot({ title }: ReportedModel, bins: Bins, { texts, formats }: Page): Html {
  const told = bins.map(
    (bin) =>
      `${formats.percent(bin.confidence, 0)}: ${formats.percent(bin.accuracy, 0)} (${formats.count(bin.images)})`,
  );
  const most = Math.max(...bins.map(({ images }) => images));
  const percent = (share: number) => formats.percent(share, 0);
  return drawFigure({
    label: `${texts.certainty.reliabilityLabel(title)}. ${told.join("; ")}`,
    caption: texts.certainty.reliabilityCaption,
    plot: (width) => ({
      height: width < 500 ? 330 : 420,
      marginLeft: 58,
      marginRight: 16,
      marginBottom: 40,
      x: { domain: [0, 1], tickFormat: percent, ticks: 5, label: texts.certainty.confidence, labelArrow: "none" },
      y: { domain: [0, 1], tickFormat: percent, ticks: 5, label: null, tickSize: 0 },
      r: { type: "identity" },
      marks: [
        Plot.gridY({ ticks: 5, ...GRID }),
        Plot.link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: "var(--ink-soft)", strokeDasharray: "3 4" }),
        Plot.line(bins, { x: "confidence", y: "accuracy", stroke: "var(--accent)", strokeOpacity: 0.5 }),
        Plot.dot(bins, {
          x: "confidence",
          y: "accuracy",
          fill: "var(--accent)",
          r: (bin: { images: number }) => 3 + 9 * Math.sqrt(bin.images / most),
        }),
      ],
    }),
  });
}
