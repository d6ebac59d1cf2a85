import * as shared from "@siffra/shared";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Language, type ReportInput, renderReport } from "../../src/report/index.ts";
import { TEXTS } from "../../src/report/texts/index.ts";
import { sampleEvaluation, sampleRun } from "./fixture.ts";

const LANGUAGES: Language[] = ["en", "sv"];

/** The report with one thing about the run changed. */
function render(change: (input: ReportInput) => void = () => {}, language: Language = "en"): string {
  const input = sampleRun();
  change(input);
  return renderReport(input, language);
}

/** The page without the bytes of its pictures, in which any letters can stand. */
const withoutPixels = (html: string) => html.replace(/base64,[^"]*/g, "");

/** What a reader sees: text without tags, with all kinds of space as one blank. */
function textOf(html: string): string {
  const body = html.slice(html.indexOf("<body>"));
  return body.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

/** Elements that are opened and not closed, or closed in the wrong place. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name = "", isClosed] of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)[^>]*?(\/?)>/g)) {
    if (name === "meta" || name === "img" || isClosed) continue;
    if (!slash) open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

function idsOf(html: string): string[] {
  return [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id);
}

it("the sample is what the schemas describe", () => {
  const { run, metrics, selection } = sampleRun();
  expect(v.is(shared.RunInfo, run)).toBe(true);
  expect(v.is(shared.Metrics, metrics)).toBe(true);
  expect(v.is(shared.Selection, selection)).toBe(true);
});

describe.each(LANGUAGES)("the report in %s", (language) => {
  const html = render(undefined, language);
  const text = textOf(html);
  const { metrics, selection, run } = sampleRun();

  it("names every model with its figures, and the choice with its reason", () => {
    const decimal = (value: number) => (100 * value).toFixed(2).replace(".", language === "sv" ? "," : ".");
    for (const { title, test, bundle } of metrics.models) {
      expect(text).toContain(title[language]);
      expect(text).toContain(`${decimal(test.accuracy)} %`);
      expect(text).toContain(`${decimal(test.accuracyInterval[0])}–${decimal(test.accuracyInterval[1])} %`);
      expect(text).toContain(bundle.tensorsSha256);
      expect(text).toContain(bundle.manifestSha256);
    }
    expect(text).toContain(selection.explanation[language]);
    expect(text).toContain(selection.rule[language]);
    expect(text).toContain(run.dataset.sha256);
    expect(text).toContain("pnpm siffra train --profile standard --models logistic-regression,random-forest,");
    expect(text).toContain("svc(C=10, kernel=rbf, gamma=0.04)");
  });

  it("is a document by itself: balanced, in its language, small, and loading nothing", () => {
    expect(html.startsWith(`<!doctype html>\n<html lang="${language}">`)).toBe(true);
    expect(unbalanced(html.replace("<!doctype html>", ""))).toEqual([]);
    expect(html.length).toBeLessThan(800_000);
    expect(html.match(/https?:/g)).toBeNull();
    expect(
      html.match(/<script|<link|<iframe|@import|url\(|\ssrc="(?!data:image\/png;base64,)|\son[a-z]+=/g),
    ).toBeNull();
    expect(withoutPixels(html).match(/undefined|NaN|\[object|null/g)).toBeNull();
  });

  it("can be used without seeing it: every picture has words, every table a caption and scopes", () => {
    expect(html.match(/<svg class="plot/g)).toHaveLength(32);
    for (const [svg] of html.matchAll(/<svg(?! class="sign"| viewBox="0 0 36 8")[^>]*>/g))
      expect(svg).toMatch(/role="img"[^>]* aria-label="[^"]{40,}"/);
    for (const [image] of html.matchAll(/<img[^>]*>/g)) expect(image).toMatch(/ alt="[^"]{10,}"/);
    const tables = html.match(/<table>/g)?.length ?? 0;
    expect(tables).toBeGreaterThan(4);
    expect(html.match(/<table><caption><span>[^<]+</g)).toHaveLength(tables);
    expect(html.match(/<th(?! scope="(col|row)"|ead)/g)).toBeNull();
  });

  it("has a heading for every link of the contents, each id once", () => {
    const ids = idsOf(html);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets).toHaveLength(15);
    for (const target of targets) expect(ids).toContain(target);
  });

  it("is the same every time", () => {
    expect(render(undefined, language)).toBe(html);
  });
});

describe("the report", () => {
  it("has every number of the chosen model's confusion matrix in its picture", () => {
    const picture = /<svg[^>]*aria-label="Confusion matrix[\s\S]*?<\/svg>/.exec(render())?.[0] ?? "";
    const numbers = [...picture.matchAll(/<text[^>]*>(\d+)<\/text>/g)].map(([, number]) => Number(number));
    const chosen = sampleRun().metrics.models.find(({ model }) => model === "svc-hog");
    const expected = chosen?.test.confusion.flat().filter((count) => count > 0) ?? [];
    expect(expected.length).toBeGreaterThan(20);
    for (const count of expected) expect(numbers).toContain(count);
  });

  it("escapes whatever comes from outside, in text, attributes and pictures", () => {
    const hostile = `<script>alert("1")</script>'&"><img src=x onerror=alert(1)>`;
    const html = render(({ run, metrics, selection }) => {
      run.name = hostile;
      run.dataset.source = hostile;
      run.dataset.name = "synthetic";
      run.software.platform = hostile;
      run.profile.pipelines[0] = { name: hostile, transforms: [], classifier: { kind: "svc", kernel: hostile } };
      selection.chosen = hostile;
      selection.explanation.en = hostile;
      for (const model of metrics.models) model.title.en = hostile;
      const [first] = metrics.models;
      if (first) first.model = hostile;
    });
    expect(html.match(/<script|<img(?! class="glyph")/g)).toBeNull();
    expect(unbalanced(html.replace("<!doctype html>", ""))).toEqual([]);
    const escaped =
      "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;&quot;&gt;&lt;img src=x onerror=alert(1)&gt;";
    expect(html.split(escaped).length).toBeGreaterThan(20);
    expect(html.match(/aria-label="[^"]*"/g)?.filter((label) => label.includes(escaped)).length).toBe(22);
  });

  it("says plainly when the digits are synthetic, and why", () => {
    const reason = "synthetic handwriting (MNIST could not be had: no network)";
    for (const language of LANGUAGES) {
      const text = textOf(
        render(({ run }) => {
          run.dataset = { ...run.dataset, name: "synthetic", source: reason };
        }, language),
      );
      expect(text).toContain(TEXTS[language].syntheticHeading);
      expect(text).toContain(reason);
      expect(text).not.toContain(TEXTS[language].limits.mnist);
    }
    expect(textOf(render())).not.toContain(TEXTS.en.syntheticHeading);
  });

  it("gives the command for exactly what was run", () => {
    const html = render(({ run }) => {
      run.dataset.name = "synthetic";
      run.profile.pipelines.splice(0, 2);
    });
    const command = "pnpm siffra train --profile standard --models linear-svc-hog,svc-hog --seed 7 --synthetic";
    expect(html).toContain(`>${command}<`);
  });

  it.each([
    ["one candidate", ["random-forest"]],
    ["the chosen model", ["svc-hog"]],
    ["every model", ["logistic-regression", "random-forest", "linear-svc-hog", "svc-hog"]],
  ])("is whole without the metrics of %s", (_, missing) => {
    for (const language of LANGUAGES) {
      const html = render(({ metrics }) => {
        metrics.models = metrics.models.filter(({ model }) => !missing.includes(model));
      }, language);
      expect(unbalanced(html.replace("<!doctype html>", ""))).toEqual([]);
      expect(withoutPixels(html).match(/undefined|NaN|Infinity|\[object/g)).toBeNull();
      expect(html.split(`>${TEXTS[language].notMeasured}<`)).toHaveLength(missing.length + 1);
    }
  });

  it.each([
    ["a model without mistakes", sampleEvaluation(1000, 0)],
    ["one image a digit", sampleEvaluation(1, 0)],
    ["a digit without images", withoutDigit(3)],
  ])("holds with %s", (_, evaluation) => {
    const html = render(({ metrics }) => {
      for (const model of metrics.models)
        Object.assign(model, { test: evaluation, validation: evaluation, fitSeconds: 0 });
    });
    expect(withoutPixels(html).match(/undefined|NaN|Infinity/g)).toBeNull();
    expect(textOf(html)).toContain(TEXTS.en.closeUp.noMistakes);
  });
});

function withoutDigit(digit: number): shared.Evaluation {
  const evaluation = sampleEvaluation(1000, 0);
  evaluation.confusion[digit] = new Array<number>(10).fill(0);
  return { ...evaluation, perClass: shared.perClassMetrics(evaluation.confusion) };
}

describe("the texts", () => {
  it("are there in both languages, and differ unless a term is the same in both", () => {
    const same = new Set([
      "ECE",
      "F1",
      "Precision",
      "Data",
      "model.safetensors",
      "manifest.json",
      "Gap",
      "Test",
      "p",
      "p (Holm)",
    ]);
    const english = flatten(TEXTS.en);
    const swedish = flatten(TEXTS.sv);
    expect(Object.keys(swedish)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english)) {
      expect(swedish[key], key).toMatch(/\S/);
      if (!same.has(text)) expect(swedish[key], key).not.toBe(text);
    }
  });
});

/** All plain texts by their path; those made by functions are seen in the reports. */
function flatten(texts: object, path = ""): Record<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    if (typeof value === "string") return [[`${path}${key}`, value]];
    return typeof value === "object" ? Object.entries(flatten(value, `${path}${key}.`)) : [];
  });
  return Object.fromEntries(entries);
}
