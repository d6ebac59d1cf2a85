import type { Reading } from "@siffra/shared";
import { numberShare, toNumber } from "../answer/describe.ts";

/** What became of a picture: it waits, it was read, or it could not be. */
export type Result = { kind: "waiting" } | { kind: "read"; reading: Reading } | { kind: "failed"; code: string };

export interface Row {
  file: File;
  result: Result;
}

const HEADER = "file,number,certainty,refused";

/** A field as RFC 4180 wants it. What a spreadsheet would take for a formula is kept text by an apostrophe. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function toLine({ file, result }: Row): string {
  if (result.kind === "waiting") return [field(file.name), "", "", ""].join();
  if (result.kind === "failed") return [field(file.name), "", "", result.code].join();
  const { digits, refused } = result.reading;
  const share = digits.length > 0 ? numberShare(digits).toFixed(4) : "";
  return [field(file.name), toNumber(digits), share, refused?.code ?? ""].join();
}

/** The table for a spreadsheet. Leading zeros stand as they were read. */
export const toCsv = (rows: readonly Row[]): string => `${[HEADER, ...rows.map(toLine)].join("\r\n")}\r\n`;
