import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { tinySpace } from "../tuning/space.ts";
import { finish, makeFolder, siffra, start } from "./siffra.ts";
import { mountTiny, remount } from "./tiny-disk.ts";

const dir = makeFolder();
writeFileSync(join(dir, "tiny.json"), JSON.stringify(tinySpace()));
const tune = (out: string, ...args: string[]) => siffra(dir, "tune", "tiny.json", "--synthetic", "--out", out, ...args);
const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const RESULTS = ["best.json", "search.html", "search.json", "search.sv.html"];

beforeAll(async () => {
  expect(await tune("whole")).toMatchObject({ code: 0 });
});

const expectSameResults = (folder: string) => {
  for (const name of RESULTS) expect(read(folder, name)).toBe(read(dir, "whole", name));
};

describe("a disk that takes nothing", () => {
  it("that fills up ends a search with a sentence; with room again it goes on, and nothing is lost", async (test) => {
    const disk = mountTiny("size=8k");
    if (disk === undefined) return test.skip();
    const folder = join(disk, "search");
    const full = await tune(folder, "--quiet");
    expect(full.code).toBe(1);
    expect(full.stderr).toMatch(
      /^siffra: Cannot write .*ENOSPC.*--resume: the trials before are kept\. \(journal-write\)\n$/,
    );
    const kept = read(folder, "trials.jsonl").split("\n").length - 1;
    expect(kept).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual(["trials.jsonl"]);
    remount(disk, "size=4m");
    const resumed = await tune(folder, "--resume");
    expect(resumed).toMatchObject({ code: 0, stderr: expect.stringContaining(`${kept} trials are done already.`) });
    expectSameResults(folder);
  });

  it("that has no room for the result says so, and keeps the trials", async (test) => {
    const disk = mountTiny("size=32k");
    if (disk === undefined) return test.skip();
    const full = await tune(join(disk, "search"), "--quiet");
    expect(full).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^siffra: .*Free some space.*\(disk-full\)\n$/),
    });
    remount(disk, "size=4m");
    const resumed = await tune(join(disk, "search"), "--resume");
    expect(resumed.stderr).toContain("13 trials are done already.");
    expectSameResults(join(disk, "search"));
  });

  it("that may only be read is refused before any work, begun or not", async (test) => {
    const disk = mountTiny("size=4m");
    if (disk === undefined) return test.skip();
    mkdirSync(join(disk, "begun"));
    const lines = read(dir, "whole", "trials.jsonl").split("\n");
    writeFileSync(join(disk, "begun", "trials.jsonl"), `${lines.slice(0, 4).join("\n")}\n${lines[4]?.slice(0, 30)}`);
    const before = read(disk, "begun", "trials.jsonl");
    remount(disk, "ro");
    const fresh = await tune(join(disk, "new"), "--quiet");
    expect(fresh).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^siffra: Cannot make .*--out\. \(search-folder\)\n$/),
    });
    const begun = await tune(join(disk, "begun"), "--resume", "--quiet");
    expect(begun).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^siffra: Cannot write .*\(file-unwritable\)\n$/),
    });
    expect(read(disk, "begun", "trials.jsonl")).toBe(before);
  });
});

describe("two searches in one folder", () => {
  it("the second is told of the first, and the first goes on undisturbed", async () => {
    const first = start(dir, ["tune", "tiny.json", "--synthetic", "--out", "shared"]);
    const ended = finish(first);
    const lock = join(dir, "shared", "tune.lock");
    while (!existsSync(lock)) await new Promise((wake) => setTimeout(wake, 5));
    expect(readFileSync(lock, "utf8"), "never there without its owner").toBe(`${first.pid}\n`);
    first.kill("SIGSTOP");
    const second = await tune("shared", "--resume", "--quiet");
    first.kill("SIGCONT");
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(new RegExp(`^siffra: .*process ${first.pid} .*--out.*\\(search-running\\)\\n$`));
    expect(await ended).toMatchObject({ code: 0 });
    expectSameResults(join(dir, "shared"));
    expect(readdirSync(join(dir, "shared")).sort()).toEqual([...RESULTS, "trials.jsonl"].sort());
  });

  it.each([
    ["was killed", "999999999\n"],
    ["names nobody", ""],
  ])("a lock whose owner %s is no obstacle", async (_, text) => {
    const out = join(makeFolder(), "stale");
    mkdirSync(out);
    writeFileSync(join(out, "tune.lock"), text);
    expect(await tune(out)).toMatchObject({ code: 0 });
    expectSameResults(out);
    expect(readdirSync(out)).not.toContain("tune.lock");
  });
});
