import { describe, expect, it } from "vitest";
import { judge } from "../../src/cli/bench/judge.ts";
import type { Growth } from "../../src/cli/bench/measure/growth.ts";
import { type Row, toRow } from "../../src/cli/bench/measure/rows.ts";
import { growthPlot } from "../../src/cli/bench/output/growth-plot.ts";
import { toMarkdown } from "../../src/cli/bench/output/markdown.ts";
import { formatTable } from "../../src/cli/bench/output/table.ts";
import type { BenchResult } from "../../src/cli/bench/run.ts";
import { growthExponent, spread } from "../../src/cli/bench/statistics.ts";

const FIT = { title: "SVM, fit", must: { ratio: 25, accuracy: 0.98 }, goal: { ratio: 60, objectiveDifference: 1e-5 } };
const OURS = { seconds: [5.5, 5.1, 9], accuracy: 0.9853, modelBytes: 42_000_000, peakMemoryMb: 811.4 };
const THEIRS = { seconds: [230, 220], accuracy: 0.9853, peakMemoryMb: 900, warnings: ["too few iterations"] };
const EXACT = { objectiveDifference: 2.5e-5, agreement: 0.9999, worstPairDifference: 3e-5 };
const row = toRow("svm", FIT, OURS, THEIRS, EXACT);
const alone = toRow("alone", FIT, OURS, null, { peerError: "The peer ended." });

const growth: Growth = {
  growth: "svm",
  title: "SVM, fit",
  exponent: { siffra: 1.5, peer: null },
  points: [1000, 4000].map((n, i) => ({
    n,
    siffra: { seconds: [1], min: 1, median: 1 + 7 * i, max: 1, peakMemoryMb: 300 * (i + 1) },
    peerSeconds: i === 0 ? 4 : null,
  })),
};

const failed: Row = {
  ...alone,
  work: "broken",
  siffra: null,
  error: { code: "svm-something", message: "Expected | found." },
};

const result: BenchResult = {
  machine: { cpu: "A", cores: 2, memoryGb: 8, os: "Linux", node: "v20", v8: "11", siffra: "0.1.0" },
  peer: { name: "sklearn", sklearn: "1.9.1", numpy: "2", python: "3.11" },
  dataset: { name: "mnist", sha256: "", train: 60_000, test: 10_000 },
  repeat: 3,
  workers: 2,
  rows: [row, alone, failed],
  growth: [growth],
  failed: ["broken"],
};

describe("statistics", () => {
  it("median of an odd and of an even number", () => {
    expect(spread([9, 5, 6])).toEqual({ min: 5, median: 6, max: 9 });
    expect(spread([4, 1, 2, 10])).toEqual({ min: 1, median: 3, max: 10 });
    expect(spread([7])).toEqual({ min: 7, median: 7, max: 7 });
  });

  it("the exponent of a power law is found again", () => {
    const points = [5, 10, 20, 60].map((x) => ({ x, y: 0.3 * x ** 1.2 }));
    expect(growthExponent(points)).toBeCloseTo(1.2, 12);
    expect(growthExponent(points.slice(0, 1))).toBeNull();
  });
});

describe("a row", () => {
  it("has the ratio of the medians, and null without a peer", () => {
    expect(row.ratio).toBeCloseTo(225 / 5.5, 12);
    expect(alone).toMatchObject({ ratio: null, peer: null, siffra: { min: 5.1, median: 5.5, max: 9 } });
  });

  it("is judged by all that was asked, and says how far it is", () => {
    expect(judge(row, row.must)).toEqual({ reached: true, text: "25x, 98.00 %" });
    expect(judge(row, row.goal)).toEqual({
      reached: false,
      text: "60x (40x, 68 %), objective 1e-5 (objective 2.5e-5)",
    });
    expect(judge(alone, row.must)).toEqual({ reached: null, text: "25x (not measured), 98.00 %" });
    expect(judge(row, {})).toEqual({ reached: null, text: "" });
    expect(judge(row, { megabytes: 50, agreement: 0.9995 }).reached).toBe(true);
  });
});

it("the table has a line a row, in columns", () => {
  const lines = formatTable(result.rows).split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(
    /^svm +5\.10, 5\.50, 9\.00 +220, 225, 230 +40x +98\.53 % +98\.53 % +42\.00 +811 +reached: 25x, /,
  );
  expect(lines[2]).toMatch(/^alone .* failed +- /);
  expect(lines[3]).toMatch(/^broken +failed: svm-something/);
  expect(lines[1]?.indexOf("220, ")).toBe(lines[0]?.indexOf("peer s"));
});

describe("benchmarks.md", () => {
  const text = toMarkdown(result, "pnpm siffra bench --growth");

  it("says where figures come from, how to make them, and every row", () => {
    for (const fact of [
      "`pnpm siffra bench --growth`",
      "A, 2 cores",
      "Node v20 (V8 11)",
      "scikit-learn 1.9.1",
      "MNIST",
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).toContain("| SVM, fit (`svm`) | 5.10, 5.50, 9.00 | 220, 225, 230 | 40x |");
    expect(text).toContain("objective 2.5e-5 above scikit-learn's");
    expect(text).toContain("the same answer to 99.99 % of the test images");
    expect(text).toContain("scikit-learn warned: too few iterations");
    expect(text).toContain("alone: without scikit-learn: The peer ended.");
    expect(text).toContain("broken failed: Expected | found. (svm-something)");
  });

  it("shows growth with its exponent, and leaves it out when it was not measured", () => {
    expect(text).toContain("](growth.svg)");
    expect(text).toContain("svm 1.50");
    expect(text).toContain("| svm | 1000 | 1.00 | 300 | 4.00 | 4x |");
    expect(text).toContain("| svm | 4000 | 8.00 | 600 | - | - |");
    expect(toMarkdown({ ...result, growth: [] }, "x")).not.toContain("growth.svg");
  });

  it("says so when figures are not about MNIST, or not about all of it", () => {
    const synthetic = { ...result, dataset: { ...result.dataset, name: "synthetic" as const } };
    expect(toMarkdown(synthetic, "x")).toContain("NOT about MNIST");
    const sample = { ...result, dataset: { ...result.dataset, train: 5000 } };
    expect(toMarkdown(sample, "x")).toContain("a sample: not to quote");
    expect(text).not.toMatch(/NOT about|a sample/);
  });
});

it("growth.svg is a document by itself, legible on light and on dark", () => {
  const svg = growthPlot([growth]);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).toContain('class="paper"');
  expect(svg.match(/<circle/g)).toHaveLength(5);
  expect(svg).not.toMatch(/NaN|undefined|<script|href/);
  expect(growthPlot([growth])).toBe(svg);
});
