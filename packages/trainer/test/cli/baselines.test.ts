import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Metrics, type ModelMetrics, type Profile, Selection } from "@siffra/shared";
import * as v from "valibot";
import { beforeAll, expect, it } from "vitest";
import { makeFolder, type Outcome, siffra } from "./siffra.ts";

const PROFILE: Profile = {
  name: "tiny",
  description: "For tests.",
  dataset: { train: 600, test: 200 },
  validationShare: 0.25,
  seed: 3,
  baselines: { few: "many" },
  pipelines: [
    { name: "few", transforms: [], classifier: { kind: "random_forest", n_estimators: 2 } },
    { name: "many", transforms: [], classifier: { kind: "random_forest" } },
  ],
};
const dir = makeFolder();
writeFileSync(join(dir, "tiny.json"), JSON.stringify(PROFILE));
const run = (command: string, ...args: string[]) =>
  siffra(dir, command, "--profile", "tiny.json", "--synthetic", ...args);
const read = (...path: string[]) => readFileSync(join(dir, ...path), "utf8");
const metricsOf = (folder: string) => v.parse(Metrics, JSON.parse(read(folder, "metrics.json")));

let trained: Outcome;
beforeAll(async () => {
  trained = await run("train", "--out", "run");
});

it("a baseline is measured, however well it reads it is not chosen, and the run says so", () => {
  expect(trained.code).toBe(0);
  const { models, verdict } = metricsOf("run");
  const [few, many] = models as [ModelMetrics, ModelMetrics];
  expect(many.validation.accuracy).toBeGreaterThan(few.validation.accuracy);
  const { chosen, candidates } = v.parse(Selection, JSON.parse(read("run", "selection.json")));
  expect([chosen, verdict.best, ...candidates.map(({ model }) => model)]).toEqual(["few", "few", "few"]);
  expect(trained.stdout).toMatch(/^few \* /m);
  expect(trained.stdout).toMatch(/^many \(comparison only\) /m);
  expect(read("run", "report.md")).toContain("(for comparison only)");
  expect(read("run", "models", "many", "README.md")).toContain("trained for comparison with few only");
});

it("the two are compared image by image, and either card has the figures", () => {
  const { models, baselines } = metricsOf("run");
  const [few, many] = models as [ModelMetrics, ModelMetrics];
  expect(baselines).toMatchObject([{ model: "few", baseline: "many", without: ["n_estimators"] }]);
  for (const set of ["validation", "test"] as const) {
    const { difference, onlyModel, onlyBaseline, interval } = baselines?.[0]?.[set] ?? expect.fail();
    expect(difference).toBeCloseTo(few[set].accuracy - many[set].accuracy, 12);
    expect(onlyModel - onlyBaseline).toBeCloseTo(difference * few[set].n, 9);
    expect(interval[0]).toBeLessThan(difference);
    expect(interval[1]).toBeGreaterThan(difference);
    for (const name of ["few", "many"]) {
      expect(read("run", "models", name, "README.md")).toMatch(
        new RegExp(`\\| ${set} \\| .* \\| ${onlyModel} / ${onlyBaseline} \\|`),
      );
    }
  }
});

it("a model's bytes do not depend on whether its baseline is trained too", async () => {
  expect((await run("train", "--out", "alone", "--models", "few")).code).toBe(0);
  const [alone] = metricsOf("alone").models;
  expect(alone?.bundle).toEqual(metricsOf("run").models[0]?.bundle);
  expect(metricsOf("alone").baselines).toBeUndefined();
});

it("seeds leave baselines out, unless they are named", async () => {
  expect((await run("seeds", "--count", "2", "--out", "seeds")).code).toBe(0);
  expect(readdirSync(join(dir, "seeds", "seed-3", "models"))).toEqual(["few"]);
  const named = await run("seeds", "--count", "2", "--out", "named", "--models", "few,many");
  expect(named.stdout).toMatch(/^many +2 /m);
});
