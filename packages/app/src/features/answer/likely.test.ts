import { describe, expect, it } from "vitest";
import { likelyDigits } from "./likely.ts";

function reading(shares: Record<number, number>, set: number[]) {
  const probabilities = Array.from({ length: 10 }, (_, digit) => shares[digit] ?? 0);
  return { label: set[0] ?? 0, probabilities, set };
}

describe("likelyDigits", () => {
  it("is the digit alone when the model is sure", () => {
    expect(likelyDigits(reading({ 3: 0.97, 8: 0.03 }, [3]))).toEqual([3]);
  });

  it("adds what has a probability of one in ten", () => {
    expect(likelyDigits(reading({ 1: 0.2, 7: 0.7, 9: 0.1 }, [7]))).toEqual([7, 1, 9]);
  });

  it("keeps all of the prediction set", () => {
    expect(likelyDigits(reading({ 4: 0.93, 9: 0.06, 2: 0.01 }, [4, 9]))).toEqual([4, 9]);
  });
});
