import { describe, expect, it } from "vitest";
import { isLanguage } from "../i18n/language.ts";
import { makePreferences } from "./preferences.ts";

describe("makePreferences", () => {
  it("recalls what it remembered", () => {
    const items = new Map<string, string>();
    const storage = { getItem: (key: string) => items.get(key) ?? null, setItem: items.set.bind(items) };
    const preferences = makePreferences(() => storage);
    expect(preferences.recall("language", isLanguage)).toBeUndefined();
    expect(preferences.remember("language", "sv")).toBe(true);
    expect(preferences.recall("language", isLanguage)).toBe("sv");
  });

  it("does not trust what it finds", () => {
    const preferences = makePreferences(() => ({ getItem: () => "klingon", setItem: () => {} }));
    expect(preferences.recall("language", isLanguage)).toBeUndefined();
  });

  it("lives without storage", () => {
    const preferences = makePreferences(() => {
      throw new Error("SecurityError");
    });
    expect(preferences.remember("language", "sv")).toBe(false);
    expect(preferences.recall("language", isLanguage)).toBeUndefined();
  });
});
