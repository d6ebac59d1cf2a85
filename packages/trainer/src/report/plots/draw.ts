import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type Html, html, trustedHtml } from "../html.ts";

/** Drawn twice, for a page and for a phone: letters keep their size. The style sheet shows one of them. */
const WIDTHS = { wide: 720, narrow: 344 };

export interface Figure {
  /** What a screen reader says in the place of the picture. */
  label: string;
  caption: string;
  plot: (width: number) => Plot.PlotOptions;
}

/** A figure with its caption, as inline SVG that takes its colours from the page. */
export function drawFigure({ label, caption, plot }: Figure): Html {
  const svgs = Object.entries(WIDTHS).map(([name, width]) => drawSvg(plot(width), width, label, name));
  return html`<figure>${svgs}<figcaption>${caption}</figcaption></figure>`;
}

function drawSvg(options: Plot.PlotOptions, width: number, label: string, className: string): Html {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = Plot.plot({ ...options, width, document: document as never }) as unknown as Element;
  // Plot's own style sheet and its names for marks: the page has a style, and the picture has one label for all.
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const mark of svg.querySelectorAll("[aria-label]")) mark.removeAttribute("aria-label");
  // The outer tag is ours, as linkedom does not escape "&" in attributes.
  return html`<svg class="plot ${className}" role="img" aria-label="${label}" viewBox="${svg.getAttribute("viewBox")}"
text-anchor="middle">${trustedHtml(svg.innerHTML)}</svg>`;
}

/** The parts of the DOM that are used here: linkedom stands in for a browser's. */
interface Element {
  readonly innerHTML: string;
  getAttribute(name: string): string;
  querySelectorAll(selector: string): Iterable<Element>;
  removeAttribute(name: string): void;
  remove(): void;
}
