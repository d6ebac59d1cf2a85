import { readFileSync } from "node:fs";
import type { Language } from "./formats.ts";
import { type Html, html, trustedHtml } from "./html.ts";

/** Later sheets change what earlier ones say. */
const SHEETS = ["colours", "text", "blocks", "plots", "tables", "pictures", "media"];
const STYLE = SHEETS.map((name) => readFileSync(new URL(`./styles/${name}.css`, import.meta.url), "utf8")).join("\n");

export interface Section {
  id: string;
  heading: string;
  body: Html;
}

interface Document {
  language: Language;
  title: string;
  body: Html;
}

/** One HTML file that loads nothing else and can be read, printed and sent by itself. */
export function drawDocument({ language, title, body }: Document): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trustedHtml(STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.text;
}

export function drawSection({ id, heading, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`;
}
