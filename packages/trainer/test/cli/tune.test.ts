import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRng, PipelineConfig, type Rng, SearchResult } from "@siffra/shared";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { tinySpace } from "../tuning/space.ts";
import { finish, jsonLines, makeFolder, type Outcome, siffra, start } from "./siffra.ts";

const dir = makeFolder();
writeFileSync(join(dir, "tiny.json"), JSON.stringify(tinySpace()));
const ARGS = ["tune", "tiny.json", "--synthetic", "--out"];
const tune = (out: string, ...args: string[]) => siffra(dir, ...ARGS, out, ...args);
const read = (...path: string[]) => readFileSync(join(dir, ...path), "utf8");
const RESULTS = ["best.json", "search.html", "search.json", "search.sv.html"];

const KILLS = 12;

const expectSameResults = (folder: string) => {
  for (const name of RESULTS) expect(read(folder, name)).toBe(read("whole", name));
};

const linesOf = (folder: string) =>
  existsSync(join(dir, folder, "trials.jsonl")) ? read(folder, "trials.jsonl").split("\n").length - 1 : 0;

/** Starts a search and kills it: by the clock, or some time after it has told of a trial or two. */
function killSomewhere(args: readonly string[], rng: Rng): Promise<Outcome> {
  const child = start(dir, args);
  const lines = rng.below(3);
  let seen = 0;
  child.stderr?.on("data", (chunk) => {
    const before = seen;
    seen += String(chunk).split(" in rung ").length - 1;
    if (before < lines && seen >= lines) setTimeout(() => child.kill("SIGKILL"), rng.below(40));
  });
  if (lines === 0) setTimeout(() => child.kill("SIGKILL"), 100 + rng.below(1500));
  return finish(child);
}

let whole: Outcome;
beforeAll(async () => {
  whole = await tune("whole", "--workers", "2");
});

describe("siffra tune", () => {
  it("leaves the journal, the best pipeline and the search in pictures", () => {
    expect(whole).toMatchObject({ code: 0 });
    expect(readdirSync(join(dir, "whole")).sort()).toEqual([...RESULTS, "trials.jsonl"].sort());
    const result = v.parse(SearchResult, JSON.parse(read("whole", "search.json")));
    const best = result.trials.find(({ trial, rung }) => trial === result.best && rung === 2);
    expect(v.parse(PipelineConfig, JSON.parse(read("whole", "best.json")))).toEqual(best?.config);
    const lines = jsonLines(read("whole", "trials.jsonl"));
    expect(lines).toHaveLength(result.trials.length);
    for (const line of lines) expect(Object.keys(line)).toEqual(expect.arrayContaining(["config", "seed", "score"]));
    expect(whole.stdout).toMatch(/^trial +images +pca\.n_components +C +accuracy/m);
    for (const name of ["search.html", "search.sv.html"]) {
      expect(read("whole", name).match(/<svg class="plot wide"/g)).toHaveLength(2);
      expect(read("whole", name)).not.toMatch(/undefined|NaN|<script|https?:/);
    }
    expect(read("whole", "search.sv.html")).toContain('<html lang="sv"');
  });

  it("gives the same bytes with one worker", async () => {
    const alone = await tune("alone", "--workers", "1", "--json");
    expect(jsonLines(alone.stdout).at(-1)).toMatchObject({
      type: "result",
      best: JSON.parse(read("whole", "search.json")).best,
    });
    for (const name of RESULTS) expect(read("alone", name)).toBe(read("whole", name));
  });

  it("gives the same bytes however often it is killed, wherever", async () => {
    const rng = createRng(12);
    const folder = join(dir, "killed");
    const resumed = () => (existsSync(join(folder, "trials.jsonl")) ? ["--resume"] : []);
    const left: number[] = [];
    let searches = 0;
    while (left.length < KILLS) {
      const outcome = await killSomewhere([...ARGS, "killed", "--workers", "2", ...resumed()], rng);
      if (outcome.code === null) left.push(linesOf("killed"));
      // It was done before it was to be killed: once more from the start.
      else if (outcome.code === 0) {
        expectSameResults("killed");
        rmSync(folder, { recursive: true });
        searches++;
      } else expect(outcome.stderr).toBe("");
    }
    expect(await tune("killed", ...resumed())).toMatchObject({ code: 0 });
    expectSameResults("killed");
    // Kills before, between and after trials: the journals that they left were not all of one length.
    expect(new Set(left).size).toBeGreaterThan(2);
    process.stderr.write(`killed ${KILLS} times over ${searches + 1} searches, leaving ${left.join(", ")} lines\n`);
  }, 180_000);

  it("drops a torn last line with a message, and does its trial again", async () => {
    mkdirSync(join(dir, "torn"));
    const lines = read("whole", "trials.jsonl").split("\n");
    writeFileSync(join(dir, "torn", "trials.jsonl"), `${lines.slice(0, 11).join("\n")}\n${lines[11]?.slice(0, 40)}`);
    const { code, stderr } = await tune("torn", "--resume");
    expect(code).toBe(0);
    expect(stderr).toMatch(/the last line is torn \(40 bytes\)/);
    expect(stderr).toContain("11 trials are done already.");
    expect(stderr.match(/ in rung /g)).toHaveLength(lines.length - 1 - 11);
    for (const name of RESULTS) expect(read("torn", name)).toBe(read("whole", name));
  });

  it("refuses to mix two searches, and to begin anew where one is", async () => {
    expect(await tune("whole")).toMatchObject({ code: 2, stderr: expect.stringContaining("--resume") });
    const other = await tune("whole", "--resume", "--seed", "5");
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining("journal-foreign") });
    appendFileSync(join(dir, "tiny.json"), "}");
    expect(await tune("new")).toMatchObject({ code: 1, stderr: expect.stringContaining("search-json") });
  });

  it("stops within a second or so on Ctrl-C, and says how to go on", async () => {
    // Minutes of work, all in one trial.
    const pipeline = {
      name: "long",
      transforms: [],
      classifier: { kind: "random_forest" as const, n_estimators: 10_000 },
    };
    const parameters = { "classifier.min_samples_leaf": { kind: "list" as const, values: [1, 2] } };
    const cwd = makeFolder();
    writeFileSync(
      join(cwd, "long.json"),
      JSON.stringify(tinySpace({ pipeline, parameters, images: 3000, strategy: { kind: "grid" } })),
    );
    const child = start(cwd, ["tune", "long.json", "--synthetic", "--out", "long"]);
    let cancelledAt = 0;
    const waiting = setInterval(() => {
      if (!existsSync(join(cwd, "long", "trials.jsonl"))) return;
      clearInterval(waiting);
      setTimeout(() => {
        cancelledAt = performance.now();
        child.kill("SIGINT");
      }, 1500);
    }, 20);
    const { code, stderr } = await finish(child);
    expect(performance.now() - cancelledAt).toBeLessThan(2000);
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /Cancelled: 0 trials are kept in .*trials\.jsonl\. Go on with the same command and --resume\./,
    );
  });
});
