import { readdirSync } from "node:fs";
import { type PipelineConfig, Profile, parametersLeftOut } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { EXPERIMENTS_DIR } from "../src/cli/files/paths.ts";
import { choosePipelines, readProfile, withoutBaselines } from "../src/cli/train/profile.ts";

const core = loadCore();
const names = readdirSync(EXPERIMENTS_DIR)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""));

describe("experiments/", () => {
  it.each(names)("%s.json is a valid profile of that name", async (name) => {
    expect((await readProfile(name)).name).toBe(name);
  });

  it.each(["quick", "standard"])("%s.json has all families", async (name) => {
    const kinds = (await readProfile(name)).pipelines.map((pipeline) => pipeline.classifier.kind);
    expect(new Set(kinds)).toEqual(new Set(["logistic_regression", "random_forest", "svc", "linear_svc", "cnn"]));
  });

  it.each(names)(
    "every network of %s.json can be, with at most 60,000 weights where it is convolutional",
    async (name) => {
      const { pipelines } = await readProfile(name);
      for (const { classifier } of pipelines.filter(({ classifier }) => classifier.kind === "cnn")) {
        const { n_weights, tensors } = JSON.parse(core.networkLayout(JSON.stringify(classifier)));
        const isConvolutional = tensors.some(({ shape }: { shape: number[] }) => shape.length === 4);
        expect(n_weights).toBeLessThanOrEqual(isConvolutional ? 60_000 : 200_000);
      }
    },
  );

  it("standard uses all of MNIST", async () => {
    expect((await readProfile("standard")).dataset).toEqual({ train: null, test: null });
  });
});

/** The profile's pipelines, the linear SVM a second time under another name. */
const twice = ({ pipelines }: Profile) =>
  pipelines.flatMap((each) => (each.name === "linear-svm" ? [each, { ...each, name: "again" }] : [each]));

describe("a profile is refused when", () => {
  const cases: [string, (profile: Profile) => unknown][] = [
    ["a test share comes without pooling", (p) => ({ ...p, dataset: { ...p.dataset, testShare: 0.2 } })],
    ["pooling comes without a test share", (p) => ({ ...p, dataset: { ...p.dataset, split: "pooled" } })],
    [
      "cross-validation names a pipeline that is not there",
      (p) => ({ ...p, crossValidation: { folds: 3, repeats: 1, train: 1000, fewerFolds: { gpt: 1 } } }),
    ],
    ["a baseline is not there", (p) => ({ ...p, baselines: { svm: "gpt" } })],
    ["a baseline differs in more than parameters left out", (p) => ({ ...p, baselines: { svm: "linear-svm" } })],
    ["a baseline leaves nothing out", (p) => ({ ...p, pipelines: twice(p), baselines: { again: "linear-svm" } })],
    ["there is one fold", (p) => ({ ...p, crossValidation: { folds: 1, repeats: 1, train: 1000 } })],
  ];
  it.each(cases)("%s", async (_, change) => {
    const profile = await readProfile("quick");
    expect(v.is(Profile, profile)).toBe(true);
    expect(v.is(Profile, change(profile))).toBe(false);
  });
});

it("full names as its baseline the same network on MNIST alone, and is without it what it is with the one model", async () => {
  const full = await readProfile("full");
  const [cnn, alone] = full.pipelines;
  expect(full.baselines).toEqual({ cnn: "cnn-mnist-alone" });
  expect(parametersLeftOut(cnn as PipelineConfig, alone as PipelineConfig)).toEqual(["extra"]);
  const { baselines: _, ...rest } = full;
  expect(withoutBaselines(full)).toEqual({ ...rest, pipelines: [cnn] });
});

it("--models keeps the profile's order", async () => {
  const chosen = choosePipelines(await readProfile("quick"), ["svm", "logistic-regression"]);
  expect(chosen.map((pipeline) => pipeline.name)).toEqual(["logistic-regression", "svm"]);
});
