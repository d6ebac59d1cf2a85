import type { Dictionary } from "../../i18n/en.ts";

export type ErrorCode = keyof Dictionary["errors"];
export type RefusalCode = keyof Dictionary["refusals"];

/** Codes of shared and core that share a sentence, by what they begin with; the first that fits counts. */
const FAMILIES: readonly [prefix: string, code: ErrorCode][] = [
  ["image-unsupported-format", "file-not-picture"],
  ["image-file-too-large", "file-too-large"],
  ["image-too-many-pixels", "file-too-large"],
  ["image", "file-unreadable"],
  ["bundle", "model-broken"],
  ["tensors", "model-broken"],
  ["core", "model-broken"],
  ["strokes", "strokes-too-many-points"],
];

const has = <K extends string>(texts: Record<K, unknown>, code: string): code is K => Object.hasOwn(texts, code);

/** The code whose sentence tells of `code`: itself, its family's, or "unexpected". */
export function toErrorCode(code: string, texts: Dictionary["errors"]): ErrorCode {
  if (has(texts, code)) return code;
  return FAMILIES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? "unexpected";
}

/** What the code's sentences say. */
export const errorText = (code: string, texts: Dictionary["errors"]) => texts[toErrorCode(code, texts)];

/** The refusal whose sentence tells of `code`. */
export function toRefusalCode(code: string, texts: Dictionary["refusals"]): RefusalCode {
  return has(texts, code) ? code : "other";
}
