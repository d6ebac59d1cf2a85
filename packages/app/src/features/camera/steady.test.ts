import type { PageDigit, Reading } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { makeSteadiness } from "./steady.ts";

function reading(label: number, box: PageDigit["box"]): Reading {
  const digit = { label, box, probabilities: [], set: [label], pixels: new Uint8Array(784) };
  return { digits: [digit], guesses: [], refused: null, model: "m", preprocessVersion: 1, stages: [] };
}

describe("makeSteadiness", () => {
  it("wants the same digits in the same place twice", () => {
    const isSteady = makeSteadiness();
    expect(isSteady(reading(5, [100, 100, 200, 300]), 500)).toBe(false);
    expect(isSteady(reading(5, [104, 97, 203, 299]), 500)).toBe(true);
    expect(isSteady(reading(6, [104, 97, 203, 299]), 500)).toBe(false);
    expect(isSteady(reading(6, [204, 97, 203, 299]), 500)).toBe(false);
    expect(isSteady(reading(6, [204, 97, 203, 299]), 500)).toBe(true);
  });
});
