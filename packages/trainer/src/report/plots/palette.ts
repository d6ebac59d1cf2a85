import type { ReportedModel } from "../page.ts";

/** The chosen model in the accent, all others in ink. */
export const colourOf = (model: ReportedModel): string => (model.isChosen ? "var(--accent)" : "var(--ink-soft)");

/** On a strong tint of the accent the letters are paper. */
export const textOn = (tint: number): string => (tint > 0.55 ? "var(--paper)" : "var(--ink)");
