import { describe, expect, it } from "vitest";
import { type Candidate, selectModel } from "../../src/selection/index.ts";
import { NOTHING } from "./fixture.ts";

const candidate = (
  model: string,
  validationAccuracy: number,
  bytes: number,
  predictMilliseconds = 0.05,
): Candidate => ({
  model,
  title: { en: `The ${model}`, sv: `Den ${model}` },
  validationAccuracy,
  predictMilliseconds,
  bytes,
});
const choose = (models: readonly Candidate[], n: number) => selectModel(models, n, NOTHING);

describe("selectModel", () => {
  it("takes the best when nothing is within one standard error of it", () => {
    const selection = choose([candidate("small", 0.92, 10), candidate("big", 0.99, 1000)], 6000);
    expect(selection).toMatchObject({ chosen: "big", best: "big" });
    // sqrt(0.99 * 0.01 / 6000)
    expect(selection.standardError).toBeCloseTo(0.001285, 6);
    expect(selection.threshold).toBeCloseTo(0.988715, 6);
    expect(selection.candidates.map((c) => c.withinOneStandardError)).toEqual([false, true]);
  });

  it("prefers the smaller of those within one standard error, though it is not the best", () => {
    const models = [candidate("tiny", 0.9, 1), candidate("middle", 0.989, 100), candidate("big", 0.99, 1000)];
    expect(choose(models, 6000)).toMatchObject({ chosen: "middle", best: "big" });
  });

  it("counts a model on the mark itself as within", () => {
    // p = 0.5, n = 25: the standard error is exactly 0.1.
    const selection = choose([candidate("best", 0.5, 9), candidate("mark", 0.4, 1), candidate("below", 0.39, 0)], 25);
    expect(selection).toMatchObject({ chosen: "mark", threshold: 0.4 });
  });

  it("prefers a model that answers within 10 ms to a smaller one that does not", () => {
    const models = [candidate("slow", 0.99, 1, 10.1), candidate("quick", 0.99, 9, 10), candidate("big", 0.99, 10, 0.1)];
    const selection = choose(models, 6000);
    expect(selection.chosen).toBe("quick");
    expect(selection.candidates.map((c) => c.fastEnough)).toEqual([false, true, true]);
    expect(selection.explanation.en).toContain("The smallest of those that answer within 10 ms, quick, is chosen.");
    expect(choose([candidate("slow", 0.99, 1, 20), candidate("big", 0.99, 9, 11)], 6000).chosen).toBe("slow");
  });

  it("does not ask which of two quick models is the quicker: that would be the clock's choice", () => {
    const models = [candidate("a", 0.99, 10, 5), candidate("b", 0.99, 9, 9)];
    expect(choose(models, 6000).chosen).toBe("b");
  });

  it("never takes a model below the mark, however cheap", () => {
    expect(choose([candidate("best", 0.99, 1e6, 500), candidate("cheap", 0.98, 1, 0.01)], 6000).chosen).toBe("best");
  });

  it("decides between equally small ones by name, whatever their order", () => {
    const models = [candidate("b", 0.99, 10), candidate("a", 0.99, 10), candidate("c", 0.99, 10)];
    expect(choose(models, 100).chosen).toBe("a");
    expect(choose([...models].reverse(), 100).chosen).toBe("a");
  });

  it("works on one perfect model", () => {
    expect(choose([candidate("only", 1, 10)], 100)).toMatchObject({
      chosen: "only",
      standardError: 0,
      threshold: 1,
    });
  });

  it("writes out why, with the numbers, in both languages", () => {
    const models = [candidate("middle", 0.989, 100_500), candidate("big", 0.99, 1_000_000)];
    const { explanation } = choose(models, 6000);
    expect(explanation.en).toContain("The big (big) has the highest accuracy on the 6,000 validation images, 99.00 %");
    expect(explanation.en).toContain(
      "middle (98.90 %, 100.5 kB, 0.050 ms an image), big (99.00 %, 1000.0 kB, 0.050 ms an image)",
    );
    expect(explanation.en).toContain("All answer fast enough; the smallest of them, middle, is chosen.");
    expect(explanation.sv).toContain(
      "Den big (big) har den högsta träffsäkerheten på de 6\u00a0000 valideringsbilderna, 99,00 %",
    );
    expect(explanation.sv).toContain("middle (98,90 %, 100,5 kB, 0,050 ms per bild)");
  });

  it("refuses to choose from nothing", () => {
    expect(() => choose([], 10)).toThrow(expect.objectContaining({ code: "selection-empty" }));
  });
});
