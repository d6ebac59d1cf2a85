import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  BundleManifest,
  type ComparedModel,
  Comparison,
  Diagnostics,
  Exploration,
  MAX_PICTURE_BYTES,
  Metrics,
  Mistakes,
  type Profile,
  RunEvent,
  RunInfo,
  Selection,
  Splits,
  sha256Hex,
} from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { finish, jsonLines, makeFolder, type Outcome, siffra, start } from "./siffra.ts";

const dir = makeFolder();
const run = join(dir, "run");

const PROFILE: Profile = {
  name: "tiny",
  description: "For tests.",
  dataset: { train: 600, test: 200 },
  validationShare: 0.25,
  seed: 3,
  crossValidation: { folds: 2, repeats: 2, train: 300, fewerFolds: { forest: 1 } },
  pipelines: [
    { name: "linear", transforms: [{ kind: "scale" }], classifier: { kind: "logistic_regression" } },
    { name: "forest", transforms: [], classifier: { kind: "random_forest", n_estimators: 10 } },
  ],
};
writeFileSync(join(dir, "tiny.json"), JSON.stringify(PROFILE));

const train = (...args: string[]) => siffra(dir, "train", "--profile", "tiny.json", "--synthetic", ...args);
const readJson = (...path: string[]) => JSON.parse(readFileSync(join(run, ...path), "utf8"));

/** Three drawn digits as a --strokes file, then a line that is none. */
function writeStrokes(): void {
  const core = loadCore();
  const lines = [0, 1, 7].map((label) => {
    const { points, lengths } = core.synthStrokes(label, "tidy", 5, 0);
    let next = 0;
    const strokes = Array.from(lengths, (length) =>
      Array.from({ length }, () => [points[3 * next], points[3 * next++ + 1]]),
    );
    return JSON.stringify({ id: `digit-${label}`, strokes });
  });
  writeFileSync(join(dir, "drawn.jsonl"), `${lines.join("\n")}\n`);
  writeFileSync(join(dir, "broken.jsonl"), `${lines[0]}\n{"id":"x"}\nnot json\n{"id":"none","strokes":[]}\n`);
}

let trained: Outcome;
beforeAll(async () => {
  writeStrokes();
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
    expect(readdirSync(dir).sort()).toEqual(["broken.jsonl", "drawn.jsonl", "run", "tiny.json"]);
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

describe("siffra report", () => {
  it("writes the report of a finished run anew, the same bytes", async () => {
    const out = makeFolder();
    const { code, stdout } = await siffra(dir, "report", "run", "--out", out, "--json");
    expect(code).toBe(0);
    const names = ["report.html", "report.sv.html", "report.md", "report.sv.md"];
    expect(JSON.parse(stdout).files).toEqual(names.map((name) => join(out, name)));
    for (const name of names) {
      expect(readFileSync(join(out, name), "utf8")).toBe(readFileSync(join(run, name), "utf8"));
    }
    expect(readFileSync(join(out, "report.sv.md"), "utf8")).toContain("## Valet");
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
    expect(stdout).toMatch(/^model +cross-validation +sd/);
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

describe("siffra predict", () => {
  const predict = (...args: string[]) => siffra(dir, "predict", "--model", join(run, "models", "linear"), ...args);

  it("answers every drawing with one JSON line, in order", async () => {
    const { code, stdout } = await predict("--strokes", "drawn.jsonl", "--json");
    expect(code).toBe(0);
    const lines = jsonLines(stdout);
    expect(lines.map((line) => line.input)).toEqual(["digit-0", "digit-1", "digit-7"]);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(["input", "digits", "refused", "model", "preprocessVersion"]);
      expect(line).toMatchObject({ refused: null, model: "linear", preprocessVersion: loadCore().preprocessVersion() });
      expect(line.digits).toHaveLength(1);
      const [{ box, label, probabilities, set }] = line.digits;
      expect(box).toHaveLength(4);
      expect(probabilities).toHaveLength(10);
      expect(probabilities[label]).toBe(Math.max(...probabilities));
      expect(probabilities.reduce((sum: number, p: number) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(set).toContain(label);
    }
  });

  it("goes on after broken lines and files, and exits with 1", async () => {
    writeFileSync(join(dir, "huge.png"), "");
    truncateSync(join(dir, "huge.png"), MAX_PICTURE_BYTES + 1);
    writeFileSync(join(dir, "text.png"), "not a picture");
    const inputs = ["missing.png", "huge.png", "text.png", "."];
    const { code, stdout, stderr } = await predict(...inputs, "--strokes", "broken.jsonl", "--json");
    expect(code).toBe(1);
    const lines = jsonLines(stdout);
    const named = [...inputs, "digit-0", "broken.jsonl:2", "broken.jsonl:3", "none"];
    expect(lines.map((line) => line.input)).toEqual(named);
    const codes = lines.map((line) => line.error?.code ?? line.refused?.code ?? "read");
    expect(codes.slice(0, 2)).toEqual(["file-unreadable", "file-size"]);
    expect(codes[2]).toMatch(/^image-/);
    expect(codes.slice(3, 7)).toEqual(["file-unreadable", "read", "strokes-schema", "strokes-json"]);
    expect(codes[7]).toBe("no-ink");
    expect(stderr).not.toMatch(/ at .*\.ts:/);
  });

  it("reads IDX images", async () => {
    const core = loadCore();
    const { images } = core.synthDataset("tidy", 2, 0, 3);
    writeFileSync(join(dir, "three.idx"), core.writeIdx(Uint32Array.of(3, 28, 28), images));
    const { code, stdout } = await predict("--idx", "three.idx", "--json");
    expect(code).toBe(0);
    expect(jsonLines(stdout).map((line) => line.input)).toEqual(["three.idx#0", "three.idx#1", "three.idx#2"]);
  });

  it("refuses a bundle with a flipped byte, by its code", async () => {
    const damaged = join(dir, "damaged");
    cpSync(join(run, "models", "linear"), damaged, { recursive: true });
    const path = join(damaged, "model.safetensors");
    const bytes = readFileSync(path);
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] as number) ^ 4;
    writeFileSync(path, bytes);
    const { code, stdout, stderr } = await siffra(dir, "predict", "--model", damaged, "--strokes", "drawn.jsonl");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^siffra: model\.safetensors: expected .* found .* \(bundle-hash\)\n$/);
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

it("a profile that is wrong is an error that names the field", async () => {
  writeFileSync(join(dir, "wrong.json"), JSON.stringify({ ...PROFILE, validationShare: 0.9 }));
  const { code, stderr } = await siffra(dir, "train", "--profile", "wrong.json");
  expect(code).toBe(1);
  expect(stderr).toMatch(/validationShare: .*\(profile-schema\)/);
  expect(existsSync(join(dir, "runs"))).toBe(false);
});
