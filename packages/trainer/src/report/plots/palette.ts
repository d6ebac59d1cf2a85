import type { ReportedModel } from "../page.ts";

/** The chosen model in the accent, all others in ink. */
export const colourOf = (model: ReportedModel): string => (model.isChosen ? "var(--accent)" : "var(--ink-soft)");

/** The strongest tint of the accent on which ink can be read well (4.5:1), on light paper and on dark. */
export const STRONGEST_TINT = 0.5;
