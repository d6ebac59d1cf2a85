import * as Plot from "@observablehq/plot";
import type { SearchResult, Trial } from "@siffra/shared";
import type { Formats } from "../formats.ts";
import type { Html } from "../html.ts";
import { drawFigure } from "../plots/draw.ts";
import type { SearchTexts } from "./texts.ts";

const SMALLEST = 3;
const GROWTH = 1.5;
// A logarithm needs more than nothing.
const LEAST_MISREAD = 1e-4;

const misread = ({ score }: Trial) => Math.max(LEAST_MISREAD, 1 - score);

/** What every trial misread against one parameter, where good trials stand apart and bad ones fit in: a logarithmic axis where it was drawn so, a row of names for words. */
export function parameterPlot(
  { space, trials }: SearchResult,
  best: Trial,
  name: string,
  texts: SearchTexts,
  formats: Formats,
): Html {
  const value = (trial: Trial) => trial.parameters[name];
  const isNumber = trials.every((trial) => typeof value(trial) === "number");
  const isLogarithmic = space.parameters[name]?.kind === "log-uniform";
  const rungs = new Set(trials.map(({ rung }) => rung)).size;
  const bestScore = `${value(best)}: ${formats.percent(best.score)}`;
  return drawFigure({
    label: `${texts.plotLabel(name)}. ${bestScore}`,
    caption: texts.plotCaption(name, rungs),
    plot: (width) => ({
      height: width < 500 ? 260 : 320,
      marginLeft: 54,
      marginBottom: 40,
      x: {
        type: isLogarithmic ? "log" : isNumber ? "linear" : "point",
        label: name,
        labelArrow: "none",
        ticks: width < 500 ? 4 : 7,
        ...(isNumber ? { tickFormat: (x: number) => formats.significant(x), inset: 10 } : { padding: 0.5 }),
      },
      y: {
        type: "log",
        reverse: true,
        label: null,
        ticks: 5,
        tickFormat: (share: number) => formats.percent(share, share < 0.1 ? 1 : 0),
        tickSize: 0,
        inset: 10,
      },
      marks: [
        Plot.gridY({ ticks: 5, stroke: "var(--ink)", strokeOpacity: 0.1 }),
        dots(
          trials.filter((trial) => trial !== best),
          "var(--ink-soft)",
          0.55,
        ),
        dots([best], "var(--accent)", 1),
      ],
    }),
  });

  function dots(shown: readonly Trial[], fill: string, fillOpacity: number): Plot.Markish {
    return Plot.dot(shown, {
      x: value,
      y: misread,
      r: (trial: Trial) => SMALLEST + GROWTH * trial.rung,
      fill,
      fillOpacity,
    });
  }
}
