import { describe, expect, it } from "vitest";
import { en } from "./en.ts";
import { formatChoice, formatInterval, formatShare, keepSigns, type Language, pickLanguage } from "./language.ts";
import { sv } from "./sv.ts";

/** The same in both languages: numbers, units and names. */
const LANGUAGE_FREE = new Set([
  ...["/stages/names/fitted", "/milliseconds", "/card/sizeValue"],
  ...["/table/seconds", "/table/milliseconds", "/table/kilobytes"],
]);

/** Every text of a dictionary by its path; functions are called with stand-ins. */
function texts(node: unknown, path = ""): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node === "function") return [[path, String(node(1, "x", "y", "z", "w"))]];
  return Object.entries(node as object).flatMap(([key, child]) => texts(child, `${path}/${key}`));
}

const FEATURES: Record<string, { TEXTS: Record<Language, object> }> = import.meta.glob("../features/*/texts.ts", {
  eager: true,
});

const all = [
  { where: "every page", dictionaries: { sv, en } as Record<Language, object> },
  ...Object.entries(FEATURES).map(([where, { TEXTS }]) => ({ where, dictionaries: TEXTS })),
];

describe.each(all)("the texts of $where", ({ dictionaries }) => {
  const [sv, en] = [texts(dictionaries.sv), texts(dictionaries.en)];

  it("say the same things in the same places", () => {
    expect(sv.map(([path]) => path)).toEqual(en.map(([path]) => path));
  });

  it.each([...sv, ...en])("%s is a whole text", (_path, text) => {
    expect(text.trim()).toBe(text);
    expect(text).not.toBe("");
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it("give every refusal and error a sentence and a next step", () => {
    for (const [path, text] of [...sv, ...en]) {
      if (/^\/(refusals|errors)\//.test(path)) expect(text, path).toMatch(/\.$/);
    }
  });

  it("are not copies of each other", () => {
    const same = sv.filter(([, text], i) => text === en[i]?.[1]).map(([path]) => path);
    expect(same.filter((path) => !LANGUAGE_FREE.has(path))).toEqual([]);
  });
});

describe("pickLanguage", () => {
  it("takes the first language that the app speaks", () => {
    expect(pickLanguage(["de-DE", "sv-FI", "en"])).toBe("sv");
    expect(pickLanguage(["en-GB", "sv"])).toBe("en");
  });

  it("falls back to English", () => {
    expect(pickLanguage([])).toBe("en");
    expect(pickLanguage(["ja"])).toBe("en");
  });
});

describe("formatting", () => {
  it("follows the language", () => {
    expect(formatShare("en", 0.974)).toBe("97\u00a0%");
    expect(formatShare("sv", 0.9861, 1)).toBe("98,6\u00a0%");
    expect(formatInterval("en", [0.99271, 0.99569], 2)).toBe("99.27–99.57\u00a0%");
    expect(formatInterval("sv", [0.5, 1], 1)).toBe("50,0–100,0\u00a0%");
    expect(keepSigns("99,37 %, med 0,10 % fel")).toBe("99,37\u00a0%, med 0,10\u00a0% fel");
    expect(formatChoice("sv", ["en etta", "en sjua"])).toBe("en etta eller en sjua");
    expect(formatChoice("en", ["a one", "a two", "a seven"])).toBe("a one, a two, or a seven");
  });
});
