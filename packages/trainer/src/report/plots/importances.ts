import * as Plot from "@observablehq/plot";
import { IMAGE_SIZE, type PixelImportances } from "@siffra/shared";
import type { Html } from "../html.ts";
import type { Page, ReportedModel } from "../page.ts";
import { drawFigure } from "./draw.ts";

const SIDE = Math.sqrt(IMAGE_SIZE);

interface Pixel {
  kind: string;
  x: number;
  y: number;
  /** 0 to 1, of the most important of its kind. */
  share: number;
}

/** What each pixel is worth to a forest, as two images: by its splits, and by what is lost without it. */
export function importancesPlot(model: ReportedModel, importances: PixelImportances, { texts, formats }: Page): Html {
  const { impurity, permutation, label, caption } = texts.importances;
  const middle = [importances.impurity, importances.permutation].map((values) =>
    formats.percent(shareInMiddle(values), 0),
  );
  const pixels = [...toPixels(impurity, importances.impurity), ...toPixels(permutation, importances.permutation)];
  return drawFigure({
    label: label(model.title, middle[0] as string, middle[1] as string),
    caption: caption(formats.count(importances.images), importances.repeats),
    plot: (width) => ({
      height: (width - 16) / 2 + 34,
      marginLeft: 0,
      marginRight: 0,
      marginTop: 32,
      marginBottom: 2,
      fx: { axis: "top", label: null, domain: [impurity, permutation], padding: 0.04, tickSize: 0 },
      x: { axis: null, domain: Array.from({ length: SIDE }, (_, i) => i), padding: 0 },
      y: { axis: null, domain: Array.from({ length: SIDE }, (_, i) => i), padding: 0 },
      opacity: { type: "identity" },
      marks: [
        Plot.frame({ stroke: "none", fill: "var(--ink)", fillOpacity: 0.04 }),
        Plot.cell(pixels, {
          fx: "kind",
          x: "x",
          y: "y",
          fill: "var(--accent)",
          fillOpacity: "share",
          shapeRendering: "crispEdges",
        }),
      ],
    }),
  });
}

/** Those pixels that can be seen. */
function toPixels(kind: string, values: readonly number[]): Pixel[] {
  const most = Math.max(...values);
  return values
    .map((value, i) => ({ kind, x: i % SIDE, y: Math.floor(i / SIDE), share: most > 0 ? round(value / most) : 0 }))
    .filter(({ share }) => share > 0);
}

const round = (share: number) => Math.round(50 * share) / 50;

/** What a sentence can say of the picture: how much of the whole lies in the middle half of each side. */
function shareInMiddle(values: readonly number[]): number {
  const positive = values.map((value) => Math.max(value, 0));
  const all = positive.reduce((sum, value) => sum + value, 0);
  const isInside = (i: number) => [i % SIDE, Math.floor(i / SIDE)].every((at) => at >= SIDE / 4 && at < (3 * SIDE) / 4);
  const inside = positive.filter((_, i) => isInside(i)).reduce((sum, value) => sum + value, 0);
  return all > 0 ? inside / all : 0;
}
