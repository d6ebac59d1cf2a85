import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EXPERIMENTS_DIR } from "../src/cli/paths.ts";
import { choosePipelines, readProfile } from "../src/cli/train/profile.ts";

const names = readdirSync(EXPERIMENTS_DIR)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""));

describe("experiments/", () => {
  it.each(names)("%s.json is a valid profile of that name with all families", async (name) => {
    const profile = await readProfile(name);
    expect(profile.name).toBe(name);
    const kinds = profile.pipelines.map((pipeline) => pipeline.classifier.kind);
    expect(new Set(kinds)).toEqual(new Set(["logistic_regression", "random_forest", "svc", "linear_svc"]));
  });

  it("standard uses all of MNIST", async () => {
    expect((await readProfile("standard")).dataset).toEqual({ train: null, test: null });
  });
});

it("--models keeps the profile's order", async () => {
  const chosen = choosePipelines(await readProfile("quick"), ["svm", "logistic-regression"]);
  expect(chosen.map((pipeline) => pipeline.name)).toEqual(["logistic-regression", "svm"]);
});
