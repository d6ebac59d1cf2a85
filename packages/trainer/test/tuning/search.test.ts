import { readdirSync } from "node:fs";
import { SearchSpace, type Trial } from "@siffra/shared";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { readExperiment } from "../../src/cli/files/experiments.ts";
import { SEARCH_DIR } from "../../src/cli/files/paths.ts";
import { drawConfigurations } from "../../src/tuning/draw.ts";
import { configure } from "../../src/tuning/parameters.ts";
import { foldsOf, ranked } from "../../src/tuning/rungs.ts";
import { type PlannedTrial, search } from "../../src/tuning/search.ts";
import { tinySpace } from "./space.ts";

const labels = Uint8Array.from({ length: 300 }, (_, i) => i % 10);

describe("drawConfigurations", () => {
  it("lists every combination of a grid", () => {
    const parameters = {
      "classifier.C": { kind: "list" as const, values: [1, 10] },
      "classifier.penalty": { kind: "list" as const, values: ["l1", "l2", "none"] },
    };
    const grid = drawConfigurations(tinySpace({ strategy: { kind: "grid" }, parameters }), 1);
    expect(grid).toHaveLength(6);
    expect(grid[1]).toEqual({ "classifier.C": 1, "classifier.penalty": "l2" });
    expect(() => drawConfigurations(tinySpace({ strategy: { kind: "grid" } }), 1)).toThrow(
      expect.objectContaining({ code: "search-grid" }),
    );
  });

  it("draws inside the ranges, over all of them, the same for the same seed", () => {
    const space = tinySpace({ strategy: { kind: "random", trials: 400 } });
    const drawn = drawConfigurations(space, 3);
    const cs = drawn.map((each) => each["classifier.C"] as number);
    const components = drawn.map((each) => each["transforms.pca.n_components"] as number);
    expect([Math.min(...components), Math.max(...components)]).toEqual([4, 12]);
    expect(cs.every((c) => c >= 0.001 && c <= 10)).toBe(true);
    // Half of the draws below the geometric middle, 0.1.
    expect(cs.filter((c) => c < 0.1).length).toBeGreaterThan(160);
    expect(cs.filter((c) => c < 0.1).length).toBeLessThan(240);
    expect(drawConfigurations(space, 3)).toEqual(drawn);
    expect(drawConfigurations(space, 4)).not.toEqual(drawn);
  });

  it("never draws the same twice, and stops when a space is exhausted", () => {
    const parameters = { "classifier.max_iter": { kind: "integer" as const, low: 1, high: 5 } };
    const drawn = drawConfigurations(tinySpace({ strategy: { kind: "random", trials: 50 }, parameters }), 1);
    expect(drawn.map((each) => each["classifier.max_iter"]).toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  it("refuses a parameter of a step that is not there", () => {
    const parameters = { "transforms.hog.bins": { kind: "list" as const, values: [8] } };
    expect(() => drawConfigurations(tinySpace({ parameters }), 1)).toThrow(
      expect.objectContaining({ code: "search-parameter" }),
    );
  });
});

it("configure sets parameters and leaves the pipeline that it was given", () => {
  const { pipeline } = tinySpace();
  const config = configure(pipeline, { "classifier.C": 7, "transforms.pca.n_components": 9 });
  expect(config).toMatchObject({ transforms: [{}, { n_components: 9, seed: 0 }], classifier: { C: 7 } });
  expect(pipeline).toEqual(tinySpace().pipeline);
});

describe("foldsOf", () => {
  it("holds the same images out in every rung, and keeps the same and more in a higher one", () => {
    const [low] = foldsOf(labels, tinySpace(), 100, 1);
    const [high] = foldsOf(labels, tinySpace(), 150, 1);
    expect([low?.kept.length, high?.kept.length]).toEqual([100, 150]);
    expect(low?.heldOut).toEqual(high?.heldOut);
    const kept = new Set(high?.kept);
    expect([...(low?.kept ?? [])].every((i) => kept.has(i))).toBe(true);
    expect([...(low?.heldOut ?? [])].some((i) => kept.has(i))).toBe(false);
  });

  it("gives all folds of all repeats", () => {
    const folds = foldsOf(labels, tinySpace({ validation: { kind: "kfold", folds: 3, repeats: 2 } }), null, 1);
    expect(folds.map(({ heldOut }) => heldOut.length)).toEqual(new Array(6).fill(100));
  });
});

describe("search", () => {
  /** A made-up truth: the nearer to 8 components and C = 0.1, the better, and the more so the more images. */
  const truth = ({ parameters, images }: PlannedTrial) => {
    const distance =
      Math.abs((parameters["transforms.pca.n_components"] as number) - 8) +
      Math.abs(Math.log10(parameters["classifier.C"] as number) + 1);
    return [0.9 - 0.02 * distance + images / 10_000];
  };

  it("lets the best third of each rung go on, to more images", async () => {
    const asked: string[] = [];
    const { trials, best } = await search(tinySpace(), labels, 4, async (planned) => {
      asked.push(planned.map(({ trial, images }) => `${trial}:${images}`).join(" "));
      return planned.map(truth);
    });
    const rungs = [0, 1, 2].map((rung) => trials.filter((trial) => trial.rung === rung));
    expect(rungs.map((rung) => rung.length)).toEqual([9, 3, 1]);
    expect(rungs.map((rung) => rung[0]?.images)).toEqual([100, 150, 200]);
    const third = ranked(rungs[0] as Trial[]).slice(0, 3);
    expect(rungs[1]?.map(({ trial }) => trial)).toEqual(third.map(({ trial }) => trial).toSorted((a, b) => a - b));
    expect(best).toBe(third[0]?.trial);
    expect(asked).toHaveLength(3);
  });

  it("takes the first drawn of equally good ones", async () => {
    const space = tinySpace({ strategy: { kind: "random", trials: 5 } });
    const { best } = await search(space, labels, 4, async (planned) =>
      planned.map(({ trial }) => [trial === 1 || trial === 3 ? 0.9 : 0.8]),
    );
    expect(best).toBe(1);
  });
});

const NAMES = readdirSync(SEARCH_DIR).map((file) => file.replace(/\.json$/, ""));

it.each(NAMES)("experiments/search/%s.json is a search of that name whose parameters exist", async (name) => {
  const kind = { dir: SEARCH_DIR, argument: "x", jsonCode: "x", schemaCode: "x", advice: "" };
  const space = await readExperiment(SearchSpace, name, kind);
  expect(space.name).toBe(name);
  expect(drawConfigurations(space, space.seed).length).toBeGreaterThan(1);
});

describe("a search space is refused when", () => {
  const cases: [string, object][] = [
    ["low is not below high", { parameters: { "classifier.C": { kind: "uniform", low: 2, high: 2 } } }],
    [
      "a logarithm would need more than 0",
      { parameters: { "classifier.C": { kind: "log-uniform", low: 0, high: 2 } } },
    ],
    ["a name means no parameter", { parameters: { C: { kind: "list", values: [1] } } }],
    ["there is nothing to search", { parameters: {} }],
    ["rungs do not ascend", { strategy: { kind: "halving", trials: 3, rungs: [200, 200], keep: 0.5 } }],
  ];
  it.each(cases)("%s", (_, change) => expect(v.is(SearchSpace, { ...tinySpace(), ...change })).toBe(false));
  it("and is not otherwise", () => expect(v.is(SearchSpace, tinySpace())).toBe(true));
});
