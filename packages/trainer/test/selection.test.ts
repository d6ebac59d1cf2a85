import { describe, expect, it } from "vitest";
import { type Candidate, selectModel } from "../src/selection/index.ts";

const candidate = (model: string, validationAccuracy: number, bytes: number): Candidate => ({
  model,
  title: { en: `The ${model}`, sv: `Den ${model}` },
  validationAccuracy,
  bytes,
});

describe("selectModel", () => {
  it("takes the best when nothing is within one standard error of it", () => {
    const selection = selectModel([candidate("small", 0.92, 10), candidate("big", 0.99, 1000)], 6000);
    expect(selection).toMatchObject({ chosen: "big", best: "big" });
    // sqrt(0.99 * 0.01 / 6000)
    expect(selection.standardError).toBeCloseTo(0.001285, 6);
    expect(selection.threshold).toBeCloseTo(0.988715, 6);
    expect(selection.candidates.map((c) => c.withinOneStandardError)).toEqual([false, true]);
  });

  it("prefers the smaller of those within one standard error, though it is not the best", () => {
    const models = [candidate("tiny", 0.9, 1), candidate("middle", 0.989, 100), candidate("big", 0.99, 1000)];
    expect(selectModel(models, 6000)).toMatchObject({ chosen: "middle", best: "big" });
  });

  it("counts a model on the mark itself as within", () => {
    // p = 0.5, n = 25: the standard error is exactly 0.1.
    const selection = selectModel(
      [candidate("best", 0.5, 9), candidate("mark", 0.4, 1), candidate("below", 0.39, 0)],
      25,
    );
    expect(selection).toMatchObject({ chosen: "mark", threshold: 0.4 });
  });

  it("decides between equally small ones by name, whatever their order", () => {
    const models = [candidate("b", 0.99, 10), candidate("a", 0.99, 10), candidate("c", 0.99, 10)];
    expect(selectModel(models, 100).chosen).toBe("a");
    expect(selectModel([...models].reverse(), 100).chosen).toBe("a");
  });

  it("works on one perfect model", () => {
    expect(selectModel([candidate("only", 1, 10)], 100)).toMatchObject({
      chosen: "only",
      standardError: 0,
      threshold: 1,
    });
  });

  it("writes out why, with the numbers, in both languages", () => {
    const models = [candidate("middle", 0.989, 100_500), candidate("big", 0.99, 1_000_000)];
    const { explanation } = selectModel(models, 6000);
    expect(explanation.en).toContain("The big (big) has the highest accuracy on the 6000 validation images, 99.00 %");
    expect(explanation.en).toContain("middle (98.90 %, 100.5 kB), big (99.00 %, 1000.0 kB)");
    expect(explanation.en).toContain("The smallest of them, middle, is chosen.");
    expect(explanation.sv).toContain(
      "Den big (big) har den högsta träffsäkerheten på de 6000 valideringsbilderna, 99,00 %",
    );
    expect(explanation.sv).toContain("middle (98,90 %, 100,5 kB)");
  });

  it("refuses to choose from nothing", () => {
    expect(() => selectModel([], 10)).toThrow(expect.objectContaining({ code: "selection-empty" }));
  });
});
