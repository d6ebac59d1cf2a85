import { createEffect, createRoot, createSignal } from "solid-js";
import { preferences } from "../ui/preferences.ts";
import type { Dictionary } from "./en.ts";
import { DICTIONARIES, isLanguage, type Language, pickLanguage } from "./language.ts";

const initial = () => preferences.recall("language", isLanguage) ?? pickLanguage(navigator.languages);

/** The language that the page speaks; one for the whole app. */
const [language, setLanguage] = createRoot(() => createSignal<Language>(initial()));

export { language };

/** The dictionary of the page's language: `t().tools.undo`. */
export const t = (): Dictionary => DICTIONARIES[language()];

/** Changes the language and remembers it on this device. */
export function switchLanguage(): void {
  const next = language() === "sv" ? "en" : "sv";
  setLanguage(next);
  preferences.remember("language", next);
}

/** The texts of a feature in the page's language. What only some pages say is kept, and loaded, with them. */
export const translate =
  <T>(texts: Record<Language, T>): (() => T) =>
  () =>
    texts[language()];

/** Keeps the document's language in step. */
export function createDocumentLanguage(): void {
  createEffect(() => {
    document.documentElement.lang = language();
  });
}
