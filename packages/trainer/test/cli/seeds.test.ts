import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Metrics } from "@siffra/shared";
import { beforeAll, describe, expect, it } from "vitest";
import { toSpreads } from "../../src/cli/seeds/spread.ts";
import { makeFolder, type Outcome, siffra } from "./siffra.ts";

const dir = makeFolder();
const PROFILE = {
  name: "tiny",
  description: "For tests.",
  dataset: { train: 300, test: 100 },
  validationShare: 0.25,
  seed: 3,
  pipelines: [{ name: "forest", transforms: [], classifier: { kind: "random_forest", n_estimators: 5 } }],
};
writeFileSync(join(dir, "tiny.json"), JSON.stringify(PROFILE));
const seeds = (...args: string[]) =>
  siffra(dir, "seeds", "--profile", "tiny.json", "--synthetic", "--count", "2", "--out", "runs", ...args);
const runFile = (seed: number) => join(dir, "runs", `seed-${seed}`, "run.json");

let trained: Outcome;
beforeAll(async () => {
  trained = await seeds("--json");
});

describe("siffra seeds", () => {
  it("trains a run a seed and tells mean and spread of what each measured", () => {
    expect(trained.code).toBe(0);
    const { models } = JSON.parse(trained.stdout);
    const accuracies = [3, 4].map((seed) => {
      const metrics: Metrics = JSON.parse(readFileSync(join(dir, "runs", `seed-${seed}`, "metrics.json"), "utf8"));
      return metrics.models[0]?.test.accuracy;
    });
    expect(models).toEqual([expect.objectContaining({ model: "forest", seeds: [3, 4], accuracies })]);
    const [low, high] = accuracies.toSorted() as [number, number];
    expect(models[0].mean).toBeCloseTo((low + high) / 2);
    expect(models[0].standardDeviation).toBeCloseTo((high - low) / Math.SQRT2);
  });

  it("keeps with --resume what is there and of the same training, and says the same", async () => {
    const [kept, lost] = [statSync(runFile(3)).mtimeMs, statSync(runFile(4)).mtimeMs];
    rmSync(join(dir, "runs", "seed-4"), { recursive: true });
    const again = await seeds("--json", "--resume");
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(trained.stdout));
    expect(statSync(runFile(3)).mtimeMs).toBe(kept);
    expect(statSync(runFile(4)).mtimeMs).toBeGreaterThan(lost);
    const other = await seeds("--resume", "--seed", "4", "--models", "forest");
    expect(other.stdout).toMatch(/^model +seeds +mean +std dev/m);
    expect(other.stdout).toMatch(/^forest +2 +\d+\.\d\d %/m);
  });
});

it("a spread has one accuracy a run, for each model in its place", () => {
  const run = (seed: number, ...accuracies: number[]) => ({
    seed,
    metrics: { models: accuracies.map((accuracy, i) => ({ model: `m${i}`, test: { accuracy, ece: 0.01 * seed } })) },
  });
  const runs = [run(1, 0.9, 0.5), run(2, 0.8, 0.5), run(3, 0.7, 0.5)] as unknown as Parameters<typeof toSpreads>[0];
  const [first, second] = toSpreads(runs);
  expect(first).toMatchObject({ model: "m0", seeds: [1, 2, 3], accuracies: [0.9, 0.8, 0.7] });
  expect([first?.mean, first?.standardDeviation, first?.ece].map((x) => x?.toFixed(6))).toEqual([
    "0.800000",
    "0.100000",
    "0.020000",
  ]);
  expect(second).toMatchObject({ model: "m1", standardDeviation: 0 });
});
