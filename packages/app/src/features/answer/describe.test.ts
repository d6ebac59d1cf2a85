import { describe, expect, it } from "vitest";
import { en } from "../../i18n/en.ts";
import type { Language } from "../../i18n/language.ts";
import { sv } from "../../i18n/sv.ts";
import { describeDigits, numberShare, toNumber } from "./describe.ts";

const DICTIONARIES = { en, sv };

const digit = (label: number, set = [label], share = 0.97) => {
  const probabilities = Array.from({ length: 10 }, (_, i) => (i === label ? share : 0));
  return { label, set, probabilities };
};
const say = (language: Language, ...digits: ReturnType<typeof digit>[]) =>
  describeDigits({ language, dictionary: DICTIONARIES[language] }, digits);

describe("describeDigits", () => {
  it("says a sure digit plainly", () => {
    expect(say("en", digit(8))).toBe("It is an eight.");
    expect(say("sv", digit(3))).toBe("Det är en trea.");
  });

  it("is careful with a digit that stands alone but is not certain", () => {
    expect(say("en", digit(3, [3], 0.65))).toBe("Probably a three.");
    expect(say("sv", digit(3, [3], 0.65))).toBe("Troligen en trea.");
  });

  it("names what is likely enough, though the prediction set is single", () => {
    const reading = digit(3, [3], 0.7);
    reading.probabilities = reading.probabilities.map((share, i) => (i === 8 ? 0.25 : i === 3 ? share : 0));
    expect(say("en", reading)).toBe("Probably a three; could also be an eight.");
  });

  it("says what else it could be", () => {
    expect(say("en", digit(3, [3, 8]))).toBe("Probably a three; could also be an eight.");
    expect(say("sv", digit(4, [4, 9, 7]))).toBe("Troligen en fyra; kan också vara en sjua eller en nia.");
  });

  it("says when nothing fits", () => {
    expect(say("en", digit(5, [5], 0.41))).toBe("Hard to say; closest to a five.");
  });

  it("reads several digits as a number and names the unsure ones", () => {
    expect(say("en", digit(4), digit(7))).toBe("The number 47.");
    expect(say("sv", digit(4), digit(7, [7, 1]))).toBe("Talet 47. Siffra 2 kan också vara en etta.");
  });

  it("counts the unsure digits when they are many", () => {
    expect(say("en", digit(1, [1, 7]), digit(4, [4, 9]), digit(3, [3, 5]))).toBe(
      "The number 143. 3 of its digits are unsure.",
    );
  });
});

describe("toNumber", () => {
  it("keeps leading zeros", () => {
    expect(toNumber([digit(0), digit(4), digit(7)])).toBe("047");
  });
});

describe("numberShare", () => {
  it("is the share of all digits being right", () => {
    expect(numberShare([digit(4, [4], 0.5), digit(7, [7], 0.8)])).toBeCloseTo(0.4);
  });
});
