import { decode } from "fast-png";
import { expect, it } from "vitest";
import { drawGlyph } from "../../src/report/glyphs.ts";
import { REPORT_FILES, renderExploration } from "../../src/report/index.ts";
import { TEXTS } from "../../src/report/texts/index.ts";
import { sampleRun, sampleRunWithBaseline } from "./fixture.ts";

const markdown = (change: (input: ReturnType<typeof sampleRun>) => void = () => {}, file = "report.md") => {
  const input = sampleRun();
  change(input);
  return REPORT_FILES[file]?.(input) ?? "";
};

it("report.md has a heading for each part of the paper, and tables whose rows have as many cells as their heads", () => {
  const text = markdown();
  const { data, exploration, method, results, comparison, choice, robustness, limits } = TEXTS.en;
  const parts = [data, exploration, method, results, comparison, choice, robustness, limits];
  expect(text.match(/^## .*$/gm)).toEqual(parts.map(({ heading }) => `## ${heading}`));
  for (const table of text.match(/(^\|.*\|$\n?)+/gm) ?? []) {
    const widths = table
      .trim()
      .split("\n")
      .map((row) => row.split(/(?<!\\)\|/).length);
    expect(new Set(widths).size).toBe(1);
  }
  expect(text).toContain(sampleRun().selection.explanation.en);
  expect(markdown(undefined, "report.sv.md")).toContain(`## ${TEXTS.sv.choice.heading}`);
});

it("report.md takes nothing that comes from outside for marks", () => {
  const hostile = "a|b <script> [x](y) *z*";
  const text = markdown(({ run, metrics }) => {
    run.dataset.source = hostile;
    for (const model of metrics.models) model.title.en = hostile;
  });
  expect(text).not.toContain("<script>");
  expect(text).toContain("a\\|b \\<script\\> \\[x\\](y) \\*z\\*");
});

it("a glyph is a picture of exactly its ink", () => {
  const pixels = Uint8Array.from({ length: 784 }, (_, i) => (i * 7) % 256);
  const { text } = drawGlyph({ pixels, alt: "seven" });
  const [, base64 = ""] = /base64,([^"]*)/.exec(text) ?? [];
  const { width, height, channels, data } = decode(Buffer.from(base64, "base64"));
  expect({ width, height, channels }).toEqual({ width: 28, height: 28, channels: 2 });
  expect(Array.from(data).filter((_, i) => i % 2 === 1)).toEqual(Array.from(pixels));
});

it.each(["en", "sv"] as const)("the images have a page of their own in %s", (language) => {
  const { exploration } = sampleRun();
  const html = renderExploration(exploration, language);
  expect(html).toContain(`<html lang="${language}">`);
  for (const text of Object.values(exploration.texts)) expect(html.replaceAll("&#39;", "'")).toContain(text[language]);
  expect(html.match(/https?:/g)).toBeNull();
});

it.each(["en", "sv"] as const)("a baseline is marked in %s, and told beside its model", (language) => {
  const suffix = language === "sv" ? ".sv" : "";
  const { baselineMark } = TEXTS[language];
  const title = language === "sv" ? "Linjär SVM på HOG" : "Linear SVM on HOG";
  for (const name of [`report${suffix}.md`, `report${suffix}.html`]) {
    const text = REPORT_FILES[name]?.(sampleRunWithBaseline()) ?? "";
    expect(text).toContain(`${title} (${baselineMark})`);
    expect(text).toContain(
      TEXTS[language].comparison.baselineColumns.join(
        name.endsWith(".md") ? " | " : '</th><th scope="col" class="number">',
      ),
    );
    expect(text).toContain("21 / 13");
    expect(text).not.toContain(`${sampleRun().selection.chosen} (${baselineMark})`);
  }
});
