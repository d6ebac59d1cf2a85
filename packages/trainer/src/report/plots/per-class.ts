import * as Plot from "@observablehq/plot";
import type { Html } from "../html.ts";
import type { Page } from "../page.ts";
import { drawFigure } from "./draw.ts";
import { colourOf, STRONGEST_TINT } from "./palette.ts";

/** F1 of each digit: one row of ten cells a model, the lower the more tinted. */
export function perClassPlot({ measured, texts, formats }: Page): Html {
  const rows = measured.flatMap((model) => model.metrics.test.perClass.map(({ label, f1 }) => ({ model, label, f1 })));
  const lowest = Math.min(...rows.map(({ f1 }) => f1));
  const tint = (row: { f1: number }) => (lowest < 1 ? (STRONGEST_TINT * (1 - row.f1)) / (1 - lowest) : 0);
  const name = (row: { model: { name: string } }) => row.model.name;
  const figures = measured.map(({ title, metrics }) => {
    const f1 = metrics.test.perClass.map((each) => `${each.label}: ${formats.percent(each.f1, 1)}`);
    return `${title}, ${f1.join(", ")}`;
  });
  return drawFigure({
    label: `${texts.perClass.label}. ${figures.join("; ")}`,
    caption: texts.perClass.caption,
    plot: (width) => ({
      height: 30 + 64 * measured.length,
      marginLeft: 0,
      marginRight: 0,
      marginTop: 28,
      marginBottom: 2,
      x: {
        axis: "top",
        label: null,
        tickSize: 0,
        paddingInner: 0.06,
        paddingOuter: 0,
        domain: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      },
      y: { axis: null, domain: measured.map((model) => model.name), padding: 0 },
      opacity: { type: "identity" },
      marks: [
        Plot.cell(rows, { x: "label", y: name, fill: "var(--ink)", fillOpacity: 0.05, insetTop: 26, insetBottom: 6 }),
        Plot.cell(rows, {
          x: "label",
          y: name,
          fill: "var(--accent)",
          fillOpacity: tint,
          insetTop: 26,
          insetBottom: 6,
        }),
        Plot.text(rows, {
          x: "label",
          y: name,
          text: (row: { f1: number }) => formats.decimals(100 * row.f1, 1),
          fontSize: width < 500 ? 11 : 14,
          dy: 10,
        }),
        Plot.text(measured, {
          y: "name",
          text: "title",
          frameAnchor: "left",
          fill: colourOf,
          fontSize: 14,
          dy: -18,
        }),
      ],
    }),
  });
}
