export { renderModelCard } from "./card.ts";
export type { Language } from "./formats.ts";
export type { ReportInput } from "./page.ts";
export { renderReport } from "./render.ts";
