import { describe, expect, it } from "vitest";
import { adapt, prepare, vouch } from "./nearest.ts";

/** A vertical bar at column `x`, or a frame. */
const bar = (x: number) => Uint8Array.from({ length: 784 }, (_, i) => (Math.abs((i % 28) - x) < 2 ? 255 : 0));
const wide = (x: number) => Uint8Array.from({ length: 784 }, (_, i) => (Math.abs((i % 28) - x) < 4 ? 255 : 0));
const row = (y: number) => Uint8Array.from({ length: 784 }, (_, i) => (Math.abs(Math.floor(i / 28) - y) < 2 ? 255 : 0));

const reading = (pixels: Uint8Array) => ({
  label: 7,
  probabilities: [0, 0.1, 0, 0, 0, 0, 0, 0.9, 0, 0],
  set: [7, 1],
  pixels,
});

describe("adapt", () => {
  it("leaves an answer alone when no example is near", () => {
    const digit = reading(bar(14));
    expect(adapt(digit, [])).toBe(digit);
    expect(adapt(digit, [prepare({ pixels: row(14), label: 1 })])).toBe(digit);
  });

  it("takes the label of an example that is as good as the same, and says what the model said", () => {
    const adapted = adapt(reading(bar(14)), [
      prepare({ pixels: row(9), label: 4 }),
      prepare({ pixels: bar(14), label: 1 }),
    ]);
    expect(adapted).toMatchObject({ label: 1, own: 7, set: [1, 7] });
    expect(adapted.probabilities[1]).toBeCloseTo(1);
    expect(adapted.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1);
  });

  it("wants more of an example that surprises the model", () => {
    // Wide bars one column apart are between the two limits.
    const near = [prepare({ pixels: wide(14), label: 1 })];
    const possible = reading(wide(15));
    expect(adapt(possible, near).label).toBe(1);
    const surprising = { ...possible, probabilities: possible.probabilities.map((_, i) => (i === 7 ? 1 : 0)) };
    expect(adapt(surprising, near).label).toBe(7);
  });

  it("changes nothing when the example agrees", () => {
    const digit = reading(bar(14));
    expect(adapt(digit, [prepare({ pixels: bar(14), label: 7 })])).toBe(digit);
  });

  it("does not mind an image without ink", () => {
    const digit = reading(new Uint8Array(784));
    expect(adapt(digit, [prepare({ pixels: bar(14), label: 1 })])).toBe(digit);
  });
});

describe("vouch", () => {
  const LEAST = 0.6;
  const unsure = (pixels: Uint8Array) => ({ ...reading(pixels), probabilities: [0.2, 0.3, 0, 0, 0, 0, 0, 0.5, 0, 0] });

  it("makes a digit of what was refused, when the person has said what it is", () => {
    const [digit, ...others] = vouch([unsure(bar(14))], [prepare({ pixels: bar(14), label: 1 })], LEAST) ?? [];
    expect(digit).toMatchObject({ label: 1, own: 7 });
    expect(others).toEqual([]);
    expect(vouch([unsure(bar(14))], [prepare({ pixels: bar(14), label: 7 })], LEAST)?.[0]).toMatchObject({ label: 7 });
  });

  it("wants every digit known that the model was unsure of", () => {
    const examples = [prepare({ pixels: bar(14), label: 1 })];
    expect(vouch([unsure(row(14))], examples, LEAST)).toBeUndefined();
    expect(vouch([unsure(bar(14)), unsure(row(14))], examples, LEAST)).toBeUndefined();
    expect(vouch([unsure(bar(14)), reading(row(14))], examples, LEAST)).toHaveLength(2);
    expect(vouch([], examples, LEAST)).toBeUndefined();
    expect(vouch([unsure(bar(14))], [], LEAST)).toBeUndefined();
  });
});
