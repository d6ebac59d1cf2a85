import { readdirSync } from "node:fs";
import { loadCore } from "@siffra/shared/node";
import { describe, expect, it } from "vitest";
import { EXPERIMENTS_DIR } from "../src/cli/paths.ts";
import { choosePipelines, readProfile } from "../src/cli/train/profile.ts";

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

it("--models keeps the profile's order", async () => {
  const chosen = choosePipelines(await readProfile("quick"), ["svm", "logistic-regression"]);
  expect(chosen.map((pipeline) => pipeline.name)).toEqual(["logistic-regression", "svm"]);
});
