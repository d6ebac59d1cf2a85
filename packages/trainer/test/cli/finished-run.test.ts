import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ComparedModel } from "@siffra/shared";
import { beforeAll, describe, expect, it } from "vitest";
import { makeFolder, siffra } from "./siffra.ts";
import { tinyRun } from "./tiny-run.ts";

const { dir, run, train, readJson } = tinyRun();
beforeAll(async () => {
  expect(await train("--out", "run")).toMatchObject({ code: 0 });
});

describe("siffra report", () => {
  it("writes the report of a finished run anew, the same bytes", async () => {
    const out = join(makeFolder(), "made");
    const { code, stdout } = await siffra(dir, "report", "run", "--out", out, "--json");
    expect(code).toBe(0);
    const names = ["report.html", "report.sv.html", "report.md", "report.sv.md"];
    expect(JSON.parse(stdout).files).toEqual(names.map((name) => join(out, name)));
    for (const name of names) {
      expect(readFileSync(join(out, name), "utf8")).toBe(readFileSync(join(run, name), "utf8"));
    }
    expect(readFileSync(join(out, "report.sv.md"), "utf8")).toContain("## Valet");
  });

  it("is there for a run of some of the models, and for one in which all went through all folds", async () => {
    for (const [out, ...args] of [
      ["some", "--models", "linear"],
      ["all", "--all-folds"],
    ] as const) {
      expect(await train("--out", out, ...args)).toMatchObject({ code: 0 });
      expect(await siffra(dir, "report", out)).toMatchObject({ code: 0, stderr: "" });
    }
    const { models } = JSON.parse(readFileSync(join(dir, "all", "comparison.json"), "utf8"));
    expect(models.map((model: ComparedModel) => [model.crossValidation?.scores.length, model.note])).toEqual([
      [4, null],
      [4, null],
    ]);
  });

  it("says which file of a run is damaged, and leaves the report that is there", async () => {
    const damaged = join(makeFolder(), "damaged");
    cpSync(run, damaged, { recursive: true });
    writeFileSync(join(damaged, "diagnostics.json"), '{"formatVersion":1}');
    const { code, stderr } = await siffra(dir, "report", damaged);
    expect(code).toBe(1);
    expect(stderr).toMatch(/diagnostics\.json: learningCurves: .*Train again.*\(run-schema\)/);
    expect(readdirSync(damaged).sort()).toEqual(readdirSync(run).sort());
  });
});

describe("siffra export", () => {
  it("writes ONNX and JSON beside the person, and refuses what is no model", async () => {
    const out = makeFolder();
    for (const format of ["onnx", "json"]) {
      const args = ["export", join(run, "models", "forest"), "--format", format, "--json"];
      const { code, stdout } = await siffra(out, ...args);
      expect(code).toBe(0);
      const { file, bytes } = JSON.parse(stdout);
      expect(readFileSync(file)).toHaveLength(bytes);
    }
    expect(readdirSync(out).sort()).toEqual(["forest.json", "forest.onnx"]);
    expect(await siffra(out, "export", "nothing")).toMatchObject({ code: 2 });
  });
});

describe("siffra compare", () => {
  const compare = (...args: string[]) => siffra(dir, "compare", ...args);

  it("prints what a run found: spreads, tests, the rule and the choice", async () => {
    const { code, stdout } = await compare("run");
    expect(code).toBe(0);
    const { rule, explanation } = readJson("selection.json");
    expect(stdout).toMatch(/^model +folds +cross-validation +sd/);
    expect(stdout).toMatch(/^linear \/ forest +\d+ \/ \d+/m);
    for (const text of [rule.en, explanation.en, "forest: It got the first fold only"]) expect(stdout).toContain(text);
    const { comparison } = JSON.parse((await compare("run", "--json")).stdout);
    expect(comparison).toEqual(readJson("comparison.json"));
  });

  it("reads the test images with saved models of several runs", async () => {
    const { code, stdout } = await compare("run/models/linear", "run", "--synthetic", "--json");
    expect(code).toBe(0);
    const { models, mcNemar } = JSON.parse(stdout);
    expect(models.map((model: { folder: string }) => model.folder)).toEqual([
      join("run", "models", "linear"),
      join("run", "models", "forest"),
      join("run", "models", "linear"),
    ]);
    expect(models[0]).toMatchObject({ n: 2000, accuracy: models[2].accuracy });
    expect(mcNemar).toHaveLength(3);
    expect(mcNemar[1]).toMatchObject({ onlyFirst: 0, onlySecond: 0, pMid: 1 });
  });
});

it("siffra evaluate measures a saved model again", async () => {
  const args = ["evaluate", "--model", join(run, "models", "linear"), "--synthetic", "--json"];
  const { code, stdout } = await siffra(dir, ...args);
  expect(code).toBe(0);
  const { model, dataset, evaluation } = JSON.parse(stdout);
  expect({ model, dataset, n: evaluation.n }).toEqual({ model: "linear", dataset: "synthetic", n: 2000 });
  expect(evaluation.accuracy).toBeGreaterThan(0.5);
});

it("siffra evaluate --round-trip reads what was drawn and photographed beside what was not, the same each time", async () => {
  const args = ["evaluate", "--model", join(run, "models", "linear"), "--synthetic", "--round-trip", "--count", "40"];
  const { code, stdout } = await siffra(dir, ...args, "--json");
  expect(code).toBe(0);
  const { roundTrips } = JSON.parse(stdout);
  expect(roundTrips.map(({ way, n }: { way: string; n: number }) => [way, n])).toEqual([
    ["plain", 40],
    ["strokes", 40],
    ["photo", 40],
  ]);
  for (const { accuracy, accuracyInterval, lost } of roundTrips) {
    expect(accuracy).toBeGreaterThan(0.4);
    expect(accuracyInterval[0]).toBeLessThan(accuracy);
    expect(lost).toBeLessThan(10);
  }
  expect((await siffra(dir, ...args, "--json")).stdout).toBe(stdout);
  expect((await siffra(dir, ...args)).stdout).toContain("photo");
  expect((await siffra(dir, "evaluate", "--count", "40")).code).toBe(2);
});

it("siffra evaluate --refusals tells what is refused of digits and of each family of what is none", async () => {
  const args = ["evaluate", "--model", join(run, "models", "linear"), "--synthetic", "--refusals", "--count", "50"];
  const { code, stdout } = await siffra(dir, ...args, "--json");
  expect(code).toBe(0);
  const [digits, ...families] = JSON.parse(stdout).refusals;
  expect(digits).toMatchObject({ family: "digits", n: 2000, byScore: { certainty: 0.004, probability: 0.004 } });
  expect(digits.share).toBeLessThan(0.1);
  expect(families.map(({ family }: { family: string }) => family)).toContain("scribble");
  for (const { n, share, refused } of families)
    expect({ n, refused }).toEqual({ n: 50, refused: Math.round(50 * share) });
  expect((await siffra(dir, ...args)).stdout).toMatch(/^letter .* %/m);
});
