import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type BenchPlan, chooseRows, parsePlan, rowNames } from "../../src/cli/bench/plan.ts";
import { BENCH_DIR } from "../../src/cli/files/paths.ts";

const PLAN = parsePlan(readFileSync(join(BENCH_DIR, "rows.json"), "utf8"), "rows.json");

/** The message about a copy of the plan that was changed. */
function refusal(
  change: (plan: { cases: Record<string, unknown>[]; growth: Record<string, unknown> }) => void,
): string {
  const copy = structuredClone(PLAN) as unknown as Parameters<typeof change>[0];
  change(copy);
  try {
    parsePlan(JSON.stringify(copy), "changed.json");
    return "";
  } catch (error) {
    return String((error as Error).message);
  }
}

describe("bench/rows.json", () => {
  it("has the rows of the benchmarks page, each with a title", () => {
    const names = PLAN.cases.flatMap(rowNames);
    for (const name of ["svm-raw", "svm-raw-predict", "svm-features", "forest-raw", "logistic-raw", "pca"]) {
      expect(names).toContain(name);
    }
    for (const { fit } of PLAN.cases) expect(fit.title).not.toBe("");
  });

  it("asks both sides for the same machine", () => {
    for (const each of PLAN.cases) {
      if (each.kind !== "classifier" || each.peer?.estimator !== "SVC") continue;
      const { C, gamma } = each.classifier;
      expect(each.peer.params).toMatchObject({ C, gamma });
    }
  });
});

describe("a plan is refused", () => {
  const first = (cases: Record<string, unknown>[]) => cases[0] as Record<string, unknown>;
  const cases: [string, Parameters<typeof refusal>[0], RegExp][] = [
    ["with an unknown kind of case", ({ cases }) => (first(cases)["kind"] = "guess"), /cases\.0\.kind/],
    [
      "with an unknown classifier",
      ({ cases }) => (first(cases)["classifier"] = { kind: "oracle" }),
      /classifier\.kind/,
    ],
    [
      "with an unknown target",
      ({ cases }) => (first(cases)["fit"] = { title: "", must: { fame: 1 }, goal: {} }),
      /must/,
    ],
    ["with a ratio of 0", ({ cases }) => (first(cases)["fit"] = { title: "", must: { ratio: 0 }, goal: {} }), /ratio/],
    ["with two rows of one name", ({ cases }) => cases.push(first(cases)), /a name of its own/],
    ["when growth names no case", ({ growth }) => (growth["cases"] = ["nothing"]), /growth\.cases/],
    ["when growth names a transform", ({ growth }) => (growth["cases"] = ["pca"]), /growth\.cases/],
    ["with one size to grow from", ({ growth }) => (growth["sizes"] = [5000]), /sizes/],
  ];
  it.each(cases)("%s", (_, change, message) => {
    expect(refusal(change)).toMatch(message);
    expect(refusal(change)).toContain("changed.json");
  });

  it("when it is not JSON", () => {
    expect(() => parsePlan("{", "broken.json")).toThrow(expect.objectContaining({ code: "bench-json" }));
  });
});

describe("--rows", () => {
  const chosen = (plan: BenchPlan, names: string[] | undefined) => chooseRows(plan, names).map(({ rows }) => [...rows]);

  it("takes all rows when it is not given, and the plan's order when it is", () => {
    expect(chosen(PLAN, undefined).flat()).toEqual(PLAN.cases.flatMap(rowNames));
    expect(chosen(PLAN, ["forest-raw", "svm-raw-predict"])).toEqual([["svm-raw-predict"], ["forest-raw"]]);
  });

  it("refuses a name that is none", () => {
    expect(() => chooseRows(PLAN, ["svm-raw", "svn"])).toThrow(/--rows svn: expected names out of svm-raw, /);
  });
});
