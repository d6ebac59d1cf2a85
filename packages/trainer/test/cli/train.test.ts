import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  BundleManifest,
  type ComparedModel,
  Comparison,
  Diagnostics,
  Exploration,
  Metrics,
  Mistakes,
  type Profile,
  RunEvent,
  RunInfo,
  Selection,
  Splits,
  sha256Hex,
} from "@siffra/shared";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { finish, jsonLines, makeFolder, type Outcome, siffra, start } from "./siffra.ts";
import { PROFILE, tinyRun } from "./tiny-run.ts";

const { dir, run, train, readJson } = tinyRun();

let trained: Outcome;
beforeAll(async () => {
  trained = await train("--out", "run", "--workers", "2");
});

describe("siffra train", () => {
  it("says first that the digits are synthetic, and ends with a table and sums", () => {
    expect(trained).toMatchObject({ code: 0 });
    expect(trained.stdout.split("\n")[0]).toMatch(/^Data: synthetic handwriting .* NOT about MNIST/);
    expect(trained.stdout).toMatch(/^model +validation +test/m);
    for (const { bundle } of readJson("metrics.json").models) expect(trained.stdout).toContain(bundle.manifestSha256);
  });

  it("leaves a whole run folder and nothing beside it", () => {
    expect(readdirSync(dir).sort()).toEqual(["run", "tiny.json"]);
    const files = [
      "comparison.json",
      "diagnostics.json",
      "events.jsonl",
      "explore.json",
      "metrics.json",
      "mistakes.json",
      "models",
      "report.html",
      "report.md",
      "report.sv.html",
      "report.sv.md",
      "run.json",
      "selection.json",
      "splits.json",
    ];
    expect(readdirSync(run).sort()).toEqual(files);
    expect(v.parse(RunInfo, readJson("run.json")).dataset.used).toEqual({ fit: 450, validation: 150, test: 200 });
    const metrics = v.parse(Metrics, readJson("metrics.json"));
    expect(metrics.models.map((model) => model.model)).toEqual(["linear", "forest"]);
    expect(["linear", "forest"]).toContain(v.parse(Selection, readJson("selection.json")).chosen);
    const comparison = v.parse(Comparison, readJson("comparison.json"));
    expect(comparison.models.map((model) => model.crossValidation?.scores.length)).toEqual([4, 1]);
    expect(comparison.models[1]?.note?.en).toContain("first fold only");
    expect(v.parse(Diagnostics, readJson("diagnostics.json")).robustness.models).toHaveLength(2);
    expect(v.parse(Exploration, readJson("explore.json")).train.images).toBe(600);
    expect(v.parse(Mistakes, readJson("mistakes.json")).models.map(({ misread }) => misread)).toEqual(
      metrics.models.map(({ test }) => Math.round(200 * (1 - test.accuracy))),
    );
    expect(v.parse(Splits, readJson("splits.json")).roles).toMatch(/^[ftc]{600}x{200}$/);
    expect(readFileSync(join(run, "report.sv.html"), "utf8")).toContain('<html lang="sv"');
    const events = jsonLines(readFileSync(join(run, "events.jsonl"), "utf8"));
    for (const event of events) v.parse(RunEvent, event);
    expect(events.at(-1)).toMatchObject({ type: "run-finished" });
  });

  it("saves bundles that say what they are and how they did", () => {
    const manifest = v.parse(BundleManifest, readJson("models", "forest", "manifest.json"));
    const { test } = readJson("metrics.json").models[1];
    expect(manifest).toMatchObject({ name: "forest", dataset: { name: "synthetic", trainSamples: 450 }, seed: 3 });
    expect(manifest.metrics.test).toMatchObject({ accuracy: test.accuracy, n: 200 });
    expect(sha256Hex(readFileSync(join(run, "models", "forest", "model.safetensors")))).toBe(manifest.tensors.sha256);
  });

  it("gives the same bytes with one worker, and replaces an earlier run", async () => {
    // No process has this number: such a folder is what a killed run left.
    mkdirSync(join(dir, ".again.999999999.partial", "models"), { recursive: true });
    const again = await train("--out", "again", "--workers", "1", "--json");
    expect(again.code).toBe(0);
    const { models } = jsonLines(again.stdout).at(-1);
    expect(models.map((model: { manifestSha256: string }) => model.manifestSha256)).toEqual(
      readJson("metrics.json").models.map(
        (model: { bundle: { manifestSha256: string } }) => model.bundle.manifestSha256,
      ),
    );
    const scoresOf = (folder: string) =>
      JSON.parse(readFileSync(join(dir, folder, "comparison.json"), "utf8")).models.map(
        (model: ComparedModel) => model.crossValidation?.scores,
      );
    expect(scoresOf("again")).toEqual(scoresOf("run"));
    expect((await train("--out", "again", "--models", "linear")).code).toBe(0);
    expect(readdirSync(join(dir, "again", "models"))).toEqual(["linear"]);
    expect(readdirSync(dir).filter((name) => name.includes("again"))).toEqual(["again"]);
  });

  it("is cancelled by Ctrl-C within a second or so, and leaves nothing half-written", async () => {
    const endless = { kind: "logistic_regression" as const, C: 1e6, tol: 1e-30, max_iter: 1_000_000 };
    const { crossValidation: _, ...alone } = PROFILE; // it names a pipeline that is not here
    const profile: Profile = {
      ...alone,
      name: "long",
      pipelines: [{ name: "long", transforms: [], classifier: endless }],
    };
    const cwd = makeFolder();
    writeFileSync(join(cwd, "long.json"), JSON.stringify(profile));
    const child = start(cwd, ["train", "--profile", "long.json", "--synthetic", "--out", "long"]);
    let cancelledAt = 0;
    child.stderr?.on("data", (chunk) => {
      if (cancelledAt > 0 || !String(chunk).includes("logistic_regression")) return;
      cancelledAt = performance.now();
      child.kill("SIGINT");
    });
    const { code, stderr } = await finish(child);
    expect(performance.now() - cancelledAt).toBeLessThan(2000);
    expect(code).toBe(130);
    expect(stderr).toMatch(/siffra: .*[Cc]ancelled.* the same command again.*\n$/);
    expect(readdirSync(cwd).sort()).toEqual(["long.failed", "long.json"]);
    expect(readdirSync(join(cwd, "long.failed"))).toEqual(["events.jsonl"]);
  });

  it("does not write over what is not a run", async () => {
    mkdirSync(join(dir, "mine"));
    writeFileSync(join(dir, "mine", "thesis.txt"), "years of work");
    expect(await train("--out", "mine")).toMatchObject({ code: 2, stderr: expect.stringContaining("run.json") });
    expect(readdirSync(join(dir, "mine"))).toEqual(["thesis.txt"]);
  });
});

it("a profile that is wrong is an error that names the field", async () => {
  writeFileSync(join(dir, "wrong.json"), JSON.stringify({ ...PROFILE, validationShare: 0.9 }));
  const { code, stderr } = await siffra(dir, "train", "--profile", "wrong.json");
  expect(code).toBe(1);
  expect(stderr).toMatch(/validationShare: .*\(profile-schema\)/);
  expect(existsSync(join(dir, "runs"))).toBe(false);
});
