import type { Exploration } from "@siffra/shared";
import { drawDocument, drawSection, type Section } from "./document.ts";
import { createFormats, type Language } from "./formats.ts";
import { type Html, html } from "./html.ts";
import { createPage, type Page, type ReportInput } from "./page.ts";
import { costPlot, perClassPlot } from "./plots/index.ts";
import { certainty } from "./sections/certainty.ts";
import { choice } from "./sections/choice.ts";
import { closeUp } from "./sections/close-up.ts";
import { comparison } from "./sections/comparison.ts";
import { exploration } from "./sections/exploration.ts";
import { explorationHead, head } from "./sections/head.ts";
import { importances } from "./sections/importances.ts";
import { learning } from "./sections/learning.ts";
import { data, limits, method } from "./sections/method.ts";
import { reproduce } from "./sections/reproduce.ts";
import { results } from "./sections/results.ts";
import { robustness } from "./sections/robustness.ts";
import { TEXTS } from "./texts/index.ts";

/** A run as a short paper: the question and the answer, data, method, results, choice, limits. */
export function renderReport(input: ReportInput, language: Language): string {
  const page = createPage(input, language);
  const sections = listSections(page);
  const body = html`${head(page)}
${contents(page, sections)}
${sections.map(drawSection)}`;
  return drawDocument({ language, title: page.texts.documentTitle(page.run.name), body });
}

/** What was found about the images, as a page by itself. */
export function renderExploration(found: Exploration, language: Language): string {
  const texts = TEXTS[language];
  const page = { exploration: found, language, texts, formats: createFormats(language) };
  const body = html`${explorationHead(page)}
<section>${exploration(page)}</section>`;
  return drawDocument({ language, title: texts.exploration.documentTitle, body });
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
    { id: "data", heading: texts.data.heading, body: data(page) },
    { id: "exploration", heading: texts.exploration.heading, body: exploration(page) },
    { id: "method", heading: texts.method.heading, body: method(page) },
    { id: "results", heading: texts.results.heading, body: results(page) },
    { id: "comparison", heading: texts.comparison.heading, body: comparison(page) },
    { id: "choice", heading: texts.choice.heading, body: choice(page) },
    { id: "close-up", heading: texts.closeUp.heading(chosen.title), body: closeUp(page) },
    ...(page.measured.length > 0 ? ofMeasured() : []),
    { id: "robustness", heading: texts.robustness.heading, body: robustness(page) },
    { id: "learning", heading: texts.learning.heading, body: learning(page) },
    ...(ofPixels.length > 0 ? [{ id: "pixels", heading: texts.importances.heading, body: html`${ofPixels}` }] : []),
    { id: "limits", heading: texts.limits.heading, body: limits(page) },
    { id: "reproduce", heading: texts.reproduce.heading, body: reproduce(page) },
  ];
}

function contents({ texts }: Page, sections: Section[]): Html {
  const links = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
  return html`<nav aria-label="${texts.contents}"><ol>${links}</ol></nav>`;
}
