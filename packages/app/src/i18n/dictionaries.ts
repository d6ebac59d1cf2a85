import type { Dictionary } from "./en.ts";
import type { Language } from "./language.ts";

/** Each language's texts are a file of their own: a visitor loads one. */
const DICTIONARIES: Record<Language, () => Promise<Dictionary>> = {
  en: async () => (await import("./en.ts")).en,
  sv: async () => (await import("./sv.ts")).sv,
};

export const loadDictionary = (language: Language): Promise<Dictionary> => DICTIONARIES[language]();
