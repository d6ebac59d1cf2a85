import { drawDocument } from "./document.ts";
import type { Language } from "./formats.ts";
import { type Html, html } from "./html.ts";
import { createPage, type Page, type ReportInput } from "./page.ts";
import { costPlot, perClassPlot } from "./plots/index.ts";
import { certainty } from "./sections/certainty.ts";
import { choice } from "./sections/choice.ts";
import { closeUp } from "./sections/close-up.ts";
import { head } from "./sections/head.ts";
import { importances } from "./sections/importances.ts";
import { data, limits, method } from "./sections/method.ts";
import { reproduce } from "./sections/reproduce.ts";
import { results } from "./sections/results.ts";

interface Section {
  id: string;
  heading: string;
  body: Html;
}

/** A run as one HTML file that loads nothing else and can be read, printed and sent by itself. */
export function renderReport(input: ReportInput, language: Language): string {
  const page = createPage(input, language);
  const sections = listSections(page);
  const body = html`${head(page)}
${contents(page, sections)}
${sections.map(drawSection)}`;
  return drawDocument({ language, title: page.texts.documentTitle(page.run.name), body });
}

function listSections(page: Page): Section[] {
  const { texts, chosen } = page;
  const ofPixels = importances(page);
  const ofMeasured = (): Section[] => [
    { id: "digits", heading: texts.perClass.heading, body: perClassPlot(page) },
    { id: "certainty", heading: texts.certainty.heading, body: certainty(page) },
    { id: "cost", heading: texts.cost.heading, body: costPlot(page) },
  ];
  return [
    { id: "results", heading: texts.results.heading, body: results(page) },
    { id: "choice", heading: texts.choice.heading, body: choice(page) },
    { id: "close-up", heading: texts.closeUp.heading(chosen.title), body: closeUp(page) },
    ...(page.measured.length > 0 ? ofMeasured() : []),
    ...(ofPixels.length > 0 ? [{ id: "pixels", heading: texts.importances.heading, body: html`${ofPixels}` }] : []),
    { id: "data", heading: texts.data.heading, body: data(page) },
    { id: "method", heading: texts.method.heading, body: method(page) },
    { id: "limits", heading: texts.limits.heading, body: limits(page) },
    { id: "reproduce", heading: texts.reproduce.heading, body: reproduce(page) },
  ];
}

function contents({ texts }: Page, sections: Section[]): Html {
  const links = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
  return html`<nav aria-label="${texts.contents}"><ol>${links}</ol></nav>`;
}

function drawSection({ id, heading, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`;
}
