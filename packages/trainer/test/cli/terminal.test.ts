import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { timeLeft } from "../../src/cli/terminal/index.ts";
import { makeFolder, siffra } from "./siffra.ts";
import { mountTiny } from "./tiny-disk.ts";

const dir = makeFolder();
const PROFILE = {
  name: "tiny",
  description: "For tests.",
  dataset: { train: 300, test: 100 },
  validationShare: 0.25,
  seed: 3,
  pipelines: [{ name: "linear", transforms: [{ kind: "scale" }], classifier: { kind: "logistic_regression" } }],
};
writeFileSync(join(dir, "tiny.json"), JSON.stringify(PROFILE));
const train = (...args: string[]) => siffra(dir, "train", "--profile", "tiny.json", "--synthetic", ...args);

it("time left is told once it can be guessed", () => {
  expect(timeLeft(0.01, 1000)).toBe("");
  expect(timeLeft(0.25, 10_000)).toBe("30 s left");
  expect(timeLeft(0.1, 20_000)).toBe("3 min 0 s left");
  expect(timeLeft(1, 20_000)).toBe("");
});

describe("what is printed", () => {
  it("has no colours and no bars in a pipe, and nothing on stderr with --quiet", async () => {
    const loud = await train("--out", "loud");
    expect(loud.stderr).toMatch(/^linear: robustness$/m);
    const quiet = await train("--out", "quiet", "--quiet");
    expect(quiet).toMatchObject({ code: 0, stderr: "" });
    expect(`${loud.stdout}${loud.stderr}${quiet.stdout}`).not.toContain("\u001b");
  });

  it("is the exploration in words, or as JSON that the file has too", async () => {
    const { code, stdout } = await siffra(
      dir,
      "explore",
      "--quick",
      "--synthetic",
      "--out",
      "look",
      "--json",
      "--quiet",
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).train.images).toBe(6000);
    expect(readdirSync(join(dir, "look")).sort()).toEqual(["explore.html", "explore.json", "explore.sv.html"]);
  });

  it("says before the work that its folder cannot be made", async () => {
    writeFileSync(join(dir, "taken"), "");
    const { code, stderr } = await siffra(dir, "explore", "--quick", "--synthetic", "--out", join("taken", "look"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^siffra: Cannot write .*taken.*\(file-unwritable\)\n$/);
  });
});

describe("a configuration that is wrong", () => {
  it.each([
    ["is no JSON", "{", "profile-json"],
    ["has an unknown field", JSON.stringify({ ...PROFILE, speed: 9 }), "profile-schema"],
    [
      "has an unknown parameter",
      JSON.stringify({ ...PROFILE, pipelines: [{ ...PROFILE.pipelines[0], classifier: { kind: "svc", D: 1 } }] }),
      "parameter",
    ],
  ])("%s: one line that says so, exit code 1, and nothing left", async (_, text, code) => {
    const cwd = makeFolder();
    writeFileSync(join(cwd, "bad.json"), text);
    const outcome = await siffra(cwd, "train", "--profile", "bad.json", "--synthetic", "--out", "run", "--quiet");
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toMatch(new RegExp(`^siffra: .*\\(.*${code}.*\\)\\n$`));
    expect(existsSync(join(cwd, "run"))).toBe(false);
  });
});

describe("a disk that takes nothing", () => {
  it("that is full ends a run with a sentence, and loses no earlier run", async (test) => {
    const disk = mountTiny("size=900k");
    if (disk === undefined) return test.skip();
    mkdirSync(join(disk, "run"));
    writeFileSync(join(disk, "run", "run.json"), "an earlier run");
    const { code, stderr } = await train("--out", join(disk, "run"), "--quiet");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^siffra: Cannot write .*Free some space.*\(disk-full\)\n$/);
    expect(readdirSync(join(disk, "run"))).toEqual(["run.json"]);
    expect(readdirSync(disk).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("that may only be read ends a run before it begins, and a report before it is written", async (test) => {
    const disk = mountTiny("size=900k,ro");
    if (disk === undefined) return test.skip();
    const outcome = await train("--out", join(disk, "run"), "--quiet");
    expect(outcome).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^siffra: Cannot make .*\(run-folder\)\n$/),
    });
    const report = await siffra(dir, "report", "loud", "--out", disk);
    expect(report).toMatchObject({ code: 1, stderr: expect.stringContaining("(file-unwritable)") });
  });
});
