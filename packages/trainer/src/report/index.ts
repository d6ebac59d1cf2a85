import { renderMarkdown } from "./markdown.ts";
import type { ReportInput } from "./page.ts";
import { renderReport } from "./render.ts";

export { renderModelCard } from "./card.ts";
export type { Language } from "./formats.ts";
export type { ReportInput } from "./page.ts";
export { renderExploration, renderReport } from "./render.ts";

/** The files of a run's report, each with what makes it. */
export const REPORT_FILES: Record<string, (input: ReportInput) => string> = {
  "report.html": (input) => renderReport(input, "en"),
  "report.sv.html": (input) => renderReport(input, "sv"),
  "report.md": (input) => renderMarkdown(input, "en"),
  "report.sv.md": (input) => renderMarkdown(input, "sv"),
};
