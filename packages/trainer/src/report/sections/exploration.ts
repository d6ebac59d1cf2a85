import type { Exploration } from "@siffra/shared";
import { fromBase64 } from "../../explore/index.ts";
import { drawGlyph, drawGlyphs, readThumbnails } from "../glyphs.ts";
import { type Html, html } from "../html.ts";
import type { ExplorationPage } from "../page.ts";
import { classesPlot, mapPlot, quantilesPlot } from "../plots/index.ts";
import { drawTable } from "../table.ts";

/** What the images are like: each picture with a sentence or two. */
export function exploration(page: ExplorationPage): Html {
  const { exploration: found, language, texts, formats } = page;
  const { headings, pixels } = texts.exploration;
  const say = (name: keyof Exploration["texts"]) => html`<p>${found.texts[name][language]}</p>`;
  return html`${say("parts")}
${valuesTable(page)}
${say("duplicates")}
<h3>${headings.classes}</h3>
${say("classes")}
${classesPlot(page)}
<h3>${headings.classImages}</h3>
${say("classImages")}
${classImages(page)}
<h3>${headings.shapes}</h3>
${say("ink")}
${quantilesPlot(found.ink, texts.exploration.ink, (value) => formats.percent(value, 0))}
${say("strokeWidth")}
${quantilesPlot(found.strokeWidth, texts.exploration.strokeWidth, (value) => pixels(formats.decimals(value, 1)))}
${say("centre")}
<h3>${headings.map}</h3>
${say("map")}
${mapPlot(page)}
<h3>${headings.nearest}</h3>
${say("nearest")}
${nearestPairs(page)}
<h3>${headings.labelErrors}</h3>
${say("labelErrors")}
${suspects(page)}`;
}

function valuesTable({ exploration: { train, test }, texts, formats }: ExplorationPage): Html {
  const { values } = texts.exploration;
  const rows = [
    { name: texts.data.train, part: train },
    { name: texts.data.testing, part: test },
  ].map(({ name, part }) => ({
    cells: [
      name,
      formats.count(part.images),
      `${part.shape[0]}\u202f×\u202f${part.shape[1]}`,
      part.type,
      `${part.range[0]}–${part.range[1]}`,
      formats.decimals(part.mean, 1),
      formats.decimals(part.standardDeviation, 1),
      formats.count(part.blank),
    ],
  }));
  return drawTable({ caption: values.caption, columns: values.columns, rows });
}

function classImages({ exploration: { classImages }, texts }: ExplorationPage): Html {
  const { mean, deviation, classImagesCaption } = texts.exploration;
  const row = (name: (digit: number) => string, of: (typeof classImages)[number][]) =>
    of.map((images, digit) => ({ alt: name(digit), images }));
  const means = row(mean, classImages).map(({ alt, images }) => drawGlyph({ pixels: fromBase64(images.mean), alt }));
  const deviations = row(deviation, classImages).map(({ alt, images }) =>
    drawGlyph({ pixels: fromBase64(images.deviation), alt }),
  );
  return html`<figure><div class="ten">${means}${deviations}</div><figcaption>${classImagesCaption}</figcaption></figure>`;
}

function nearestPairs({ exploration: { nearest, thumbnails }, texts }: ExplorationPage): Html {
  const pixelsOf = readThumbnails(thumbnails);
  const items = nearest.pairs.map(({ images, labels }) => {
    const both = images.map((image, i) =>
      drawGlyph({ pixels: pixelsOf(image), alt: texts.exploration.imageOf(image, labels[i] as number) }),
    );
    return html`<li>${both}<span>${labels[0]} | ${labels[1]}</span></li>\n`;
  });
  return html`<figure><ul class="glyphs pairs">${items}</ul><figcaption>${texts.exploration.nearestCaption}</figcaption></figure>`;
}

function suspects({ exploration: { labelErrors, thumbnails }, texts, formats }: ExplorationPage): Html {
  const pixelsOf = readThumbnails(thumbnails);
  const glyphs = labelErrors.suspects.map(({ image, label, suggested, selfConfidence }) => ({
    pixels: pixelsOf(image),
    alt: texts.exploration.suspect(image, label, suggested, formats.percent(selfConfidence, 1)),
    caption: html`${label} → <b>${suggested}</b>`,
  }));
  return drawGlyphs(glyphs, texts.exploration.suspectsCaption);
}
