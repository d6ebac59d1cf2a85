import { type Html, html } from "./html.ts";

export interface Table {
  caption: string;
  columns: string[];
  rows: { cells: (string | Html)[]; isMarked?: boolean }[];
  /** How many columns, from the left, are words; the others are numbers and stand to the right. */
  words?: number;
}

/** A table whose first cell of each row is the row's heading. It scrolls by itself where it is wider than the page. */
export function drawTable({ caption, columns, rows, words = 1 }: Table): Html {
  const kind = (i: number) => (i < words ? "word" : "number");
  const head = columns.map((column, i) => html`<th scope="col" class="${kind(i)}">${column}</th>`);
  const body = rows.map(({ cells, isMarked }) => {
    const [heading, ...others] = cells;
    const data = others.map((cell, i) => html`<td class="${kind(i + 1)}">${cell}</td>`);
    return html`<tr${isMarked ? html` class="marked"` : undefined}><th scope="row">${heading}</th>${data}</tr>\n`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption><span>${caption}</span></caption>
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>`;
}
