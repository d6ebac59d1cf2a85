import { createEffect, createRoot, createSignal } from "solid-js";
import { preferences } from "../preferences.ts";

export type Theme = "light" | "dark";

const isTheme = (value: unknown): value is Theme => value === "light" || value === "dark";

const system = matchMedia("(prefers-color-scheme: dark)");

const [systemTheme, setSystemTheme] = createRoot(() => createSignal<Theme>(system.matches ? "dark" : "light"));
system.addEventListener("change", () => setSystemTheme(system.matches ? "dark" : "light"));

const [chosen, setChosen] = createRoot(() => createSignal<Theme | undefined>(preferences.recall("theme", isTheme)));

/** The theme on screen: what the person chose, else what the system says. */
export const theme = (): Theme => chosen() ?? systemTheme();

/** Goes to the other theme and remembers it on this device. */
export function switchTheme(): void {
  const next = theme() === "dark" ? "light" : "dark";
  setChosen(next);
  preferences.remember("theme", next);
}

/** Tells the style sheet, and the browser's own bar, which theme it is. */
export function createDocumentTheme(): void {
  createEffect(() => {
    document.documentElement.dataset.theme = theme();
    const paper = getComputedStyle(document.documentElement).getPropertyValue("background-color");
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute("content", paper);
  });
}
