import { createEffect, createRoot, createSignal } from "solid-js";
import { preferences } from "../ui/preferences.ts";
import { loadDictionary } from "./dictionaries.ts";
import type { Dictionary } from "./en.ts";
import { isLanguage, type Language, pickLanguage } from "./language.ts";

/** A language and its texts change together. */
interface Spoken {
  language: Language;
  dictionary: Dictionary;
}

/** What the page speaks; one for the whole app. Nothing before `startLanguage`, after which the app is first shown. */
const [spoken, setSpoken] = createRoot(() => createSignal<Spoken>());

async function speak(language: Language): Promise<void> {
  setSpoken({ language, dictionary: await loadDictionary(language) });
}

/** Loads the texts of the person's language. */
export const startLanguage = (): Promise<void> =>
  speak(preferences.recall("language", isLanguage) ?? pickLanguage(navigator.languages));

function now(): Spoken {
  const current = spoken();
  if (!current) throw new Error("Expected the texts to be loaded before they are shown. Await startLanguage first.");
  return current;
}

export const language = (): Language => now().language;

/** The dictionary of the page's language: `t().tools.undo`. */
export const t = (): Dictionary => now().dictionary;

export const otherLanguage = (): Language => (language() === "sv" ? "en" : "sv");

/** Fetches the other language's texts ahead, so that the switch takes no time. */
export function expectSwitch(): void {
  // When they cannot be fetched now, the switch itself tries again.
  loadDictionary(otherLanguage()).catch(() => {});
}

/** Changes the language and remembers it on this device. Where its texts cannot be fetched, the language stays. */
export async function switchLanguage(): Promise<void> {
  const next = otherLanguage();
  await speak(next).then(
    () => preferences.remember("language", next),
    () => {},
  );
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
