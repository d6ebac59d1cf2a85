import { type Html, html } from "../html.ts";

/** A figure, and under it, smaller, the interval that it may lie in on other images. */
export function intervalCell(value: string, interval: string): Html {
  return html`${value} <span class="interval">${interval}</span>`;
}
