import type { ModelMetrics } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { compareModels } from "../../src/evaluation/index.ts";
import { judgeByTest, selectModel } from "../../src/selection/index.ts";
import { sampleEvaluation, sampleRun } from "../report/fixture.ts";
import { comparedModel, NOTHING } from "./fixture.ts";

const PLAN = { folds: 2, repeats: 2, seed: 1, samples: 100, fitSamples: 50, heldOutSamples: 50 };
const figures = {
  worse: comparedModel("worse", [0.8, 0.82, 0.81, 0.8], 2),
  best: comparedModel("best", [0.9, 0.93, 0.92, 0.9], 2),
  near: comparedModel("near", [0.9, 0.92, 0.92, 0.9], 2),
};
const comparison = compareModels(
  [
    { figures: figures.worse, isRight: Uint8Array.of(1, 0, 0, 0) },
    { figures: figures.best, isRight: Uint8Array.of(0, 1, 1, 1) },
    { figures: figures.near, isRight: Uint8Array.of(0, 1, 1, 0) },
  ],
  PLAN,
);
const evidenceFor = (model: keyof typeof figures) =>
  selectModel([{ ...figures[model], bytes: 10 }], 4, comparison).evidence;

describe("the evidence beside a choice", () => {
  it("says of the best how sure its lead is", () => {
    const { en, sv } = evidenceFor("best");
    expect(en).toContain("In 2 rounds of 2-fold cross-validation on 100 images, best reads 91.25 % right");
    expect(en).toMatch(/That is the best of all\. It is ahead of worse by more than chance/);
    expect(en).toMatch(/Its lead over near \(p = 0\.\d{3}\) may be chance\./);
    expect(en).toContain("best has 3 to 1 against worse");
    expect(sv).toContain("best 91,25 % rätt");
    expect(sv).toMatch(/Dess försprång till near \(p = 0,\d{3}\) kan vara slump\./);
  });

  it("says of one that needs more images than a fold has that it is ahead where it had them", () => {
    const ahead = { ...figures.worse, validationAccuracy: 0.99 };
    const contenders = [ahead, figures.best].map((own) => ({ figures: own, isRight: Uint8Array.of(1, 0, 1, 1) }));
    const { en, sv } = selectModel([{ ...ahead, bytes: 10 }], 4, compareModels(contenders, PLAN)).evidence;
    expect(en).toContain("is more than chance where models learn from 50 images. Fitted to all of them worse is ahead");
    expect(en).toContain("99.00 % to 90.00 %, and these decide.");
    expect(en).not.toContain("cheaper");
    expect(sv).toContain("Tränad på alla leder worse på valideringsbilderna, 99,00 % mot 90,00 %");
  });

  it("says of another how far behind it is, and whether that may be chance", () => {
    expect(evidenceFor("near").en).toMatch(/The best there is best, 0\.25 percentage points ahead .* may be chance\./);
    expect(evidenceFor("worse").en).toMatch(/10\.50 percentage points ahead .* gives that up for a cheaper model\./);
    expect(evidenceFor("worse").sv).toMatch(/10,50 procentenheter före .* avstår från det för en billigare modell\./);
  });

  it("is empty where there is none", () => {
    expect(selectModel([figures.best], 4, NOTHING).evidence).toEqual({ en: "", sv: "" });
  });
});

describe("judgeByTest", () => {
  const { metrics, selection } = sampleRun();
  const withErrors = (errors: Record<string, number>): ModelMetrics[] =>
    metrics.models.map((model) => ({ ...model, test: sampleEvaluation(1000, errors[model.model] ?? 500) }));

  it("agrees when the chosen model is the best", () => {
    const verdict = judgeByTest(withErrors({ "svc-hog": 7 }), selection);
    expect(verdict).toMatchObject({ best: "svc-hog", agrees: true });
    expect(verdict.text.sv).toMatch(/^På de 10\u00a0000 testbilderna är .* \(svc-hog\) också bäst/);
  });

  it("counts the chosen model as the best of several that are equally good", () => {
    expect(judgeByTest(withErrors({ "svc-hog": 7, "random-forest": 7 }), selection)).toMatchObject({ agrees: true });
  });

  it("says why the rule took another than the best: it was behind on the validation images", () => {
    const { text, ...verdict } = judgeByTest(withErrors({ "svc-hog": 7, "linear-svc-hog": 5 }), selection);
    expect(verdict).toEqual({ best: "linear-svc-hog", agrees: false });
    expect(text.en).toMatch(
      /\(linear-svc-hog\) scores best, .*; .* \(svc-hog\), the chosen one, reads .*, 18 images fewer\./,
    );
    expect(text.en).toContain("more than one standard error behind");
    expect(text.en).toContain("overlap, so other test images could have them the other way round");
    expect(text.sv).toContain("mer än ett medelfel efter den bästa");
  });

  it("or it was as good there, and dearer", () => {
    const candidates = selection.candidates.map((each) => ({ ...each, withinOneStandardError: true }));
    const { text } = judgeByTest(withErrors({ "svc-hog": 300, "random-forest": 5 }), { ...selection, candidates });
    expect(text.en).toContain("could not be told apart");
    expect(text.en).toContain("svc-hog is cheaper");
    expect(text.en).toMatch(/do not overlap\.$/);
  });
});
