import { type Dictionary, en } from "./en.ts";
import { sv } from "./sv.ts";

export type Language = "sv" | "en";

export const DICTIONARIES: Record<Language, Dictionary> = { sv, en };

export const isLanguage = (value: unknown): value is Language => value === "sv" || value === "en";

/** The first of the person's languages that the app speaks, else English. Takes what `navigator.languages` has. */
export function pickLanguage(wanted: readonly string[]): Language {
  const spoken = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return spoken.find(isLanguage) ?? "en";
}

/** "97 %" or "97%" by language; one decimal when `decimals` is 1. */
export function formatShare(language: Language, share: number, decimals = 0): string {
  const options = { style: "percent", maximumFractionDigits: decimals, minimumFractionDigits: decimals } as const;
  return new Intl.NumberFormat(language, options).format(share);
}

/** "2.90" or "2,90". */
export function formatDecimal(language: Language, value: number, decimals: number): string {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(language, options).format(value);
}

/** "10 000" or "10,000". */
export const formatCount = (language: Language, count: number): string => new Intl.NumberFormat(language).format(count);

/** "an eight or a nine". */
export const formatChoice = (language: Language, items: readonly string[]): string =>
  new Intl.ListFormat(language, { type: "disjunction" }).format(items);
