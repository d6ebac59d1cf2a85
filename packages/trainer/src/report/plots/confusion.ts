import * as Plot from "@observablehq/plot";
import type { Html } from "../html.ts";
import type { MeasuredModel, Page } from "../page.ts";
import { drawFigure } from "./draw.ts";
import { STRONGEST_TINT } from "./palette.ts";

interface Cell {
  truth: number;
  answer: number;
  count: number;
  /** Share of the images of `truth`. */
  share: number;
}

/** The confusion matrix with its numbers. Only mistakes are tinted: beside the diagonal they would all look empty. */
export function confusionPlot(model: MeasuredModel, { texts, formats }: Page): Html {
  const cells = toCells(model.metrics.test.confusion);
  const mistakes = cells.filter(({ truth, answer }) => truth !== answer);
  const worst = Math.max(...mistakes.map(({ share }) => share));
  // The square root lets single mistakes be seen beside the most common one.
  const tint = ({ share }: Cell) => (worst > 0 ? STRONGEST_TINT * Math.sqrt(share / worst) : 0);
  const rows = model.metrics.test.confusion.map((row, truth) => `${truth}: ${row.join(" ")}`);
  return drawFigure({
    label: `${texts.closeUp.confusionLabel(model.title)}. ${rows.join("; ")}`,
    caption: texts.closeUp.confusionCaption,
    plot: (width) => ({
      height: width < 500 ? width + 4 : 600,
      marginLeft: 44,
      marginTop: 44,
      marginRight: 0,
      marginBottom: 2,
      x: {
        axis: "top",
        labelArrow: "none",
        label: texts.closeUp.answer,
        labelAnchor: "center",
        tickSize: 0,
        paddingInner: 0.05,
        paddingOuter: 0,
      },
      y: {
        labelArrow: "none",
        label: texts.closeUp.trueDigit,
        labelAnchor: "center",
        tickSize: 0,
        paddingInner: 0.05,
        paddingOuter: 0,
      },
      opacity: { type: "identity" },
      marks: [
        Plot.cell(cells, {
          x: "answer",
          y: "truth",
          fill: "var(--ink)",
          fillOpacity: ({ truth, answer }: Cell) => (truth === answer ? 0.12 : 0.035),
        }),
        Plot.cell(mistakes, { x: "answer", y: "truth", fill: "var(--accent)", fillOpacity: tint }),
        Plot.text(
          cells.filter(({ count }) => count > 0),
          {
            x: "answer",
            y: "truth",
            text: ({ count }: Cell) => formats.decimals(count, 0).replace(/\s/g, ""),
            fontSize: width < 500 ? 10.5 : 15,
          },
        ),
      ],
    }),
  });
}

function toCells(confusion: number[][]): Cell[] {
  return confusion.flatMap((row, truth) => {
    const support = row.reduce((total, count) => total + count, 0);
    return row.map((count, answer) => ({ truth, answer, count, share: support > 0 ? count / support : 0 }));
  });
}
