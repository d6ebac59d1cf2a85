import { percent } from "../../percent.ts";
import type { Row } from "./measure/rows.ts";
import type { Target } from "./plan.ts";

/** Whether a row reached what was asked; null when nothing was asked or not all of it was measured. */
export interface Judgement {
  reached: boolean | null;
  /** What was asked, and beside what is missing, what was found. Empty when nothing was asked. */
  text: string;
}

interface Check {
  wanted: string;
  found: string | null;
  reached: boolean | null;
}

/** How a row stands to what it must or should reach. */
export function judge(row: Row, target: Target): Judgement {
  const checks = checksOf(row, target);
  if (checks.length === 0) return { reached: null, text: "" };
  const text = checks.map(describe).join(", ");
  if (checks.some(({ reached }) => reached === false)) return { reached: false, text };
  return { reached: checks.some(({ reached }) => reached === null) ? null : true, text };
}

function describe({ wanted, found, reached }: Check): string {
  if (reached) return wanted;
  return `${wanted} (${found ?? "not measured"})`;
}

function checksOf(row: Row, target: Target): Check[] {
  const megabytes = row.siffra?.modelBytes === undefined ? undefined : row.siffra.modelBytes / 1e6;
  return [
    atLeast(target.ratio, row.ratio ?? undefined, times, progress),
    atLeast(target.accuracy, row.siffra?.accuracy, percent),
    atMost(target.objectiveDifference, row.objectiveDifference, (value) => `objective ${scientific(value)}`),
    atLeast(target.agreement, row.agreement, (share) => `same ${percent(share)}`),
    atLeast(target.imagesPerSecond, imagesPerSecond(row), (rate) => `${rate.toFixed(0)} images/s`),
    atMost(target.megabytes, megabytes, (value) => `${value.toFixed(1)} MB`),
  ].filter((check) => check !== undefined);
}

/** How many images a network learns from in a second, by the median. */
export function imagesPerSecond({ images, siffra }: Row): number | undefined {
  return images !== undefined && siffra ? images / siffra.median : undefined;
}

type Format = (value: number) => string;

function atLeast(
  wanted: number | undefined,
  found: number | undefined,
  format: Format,
  how = plain,
): Check | undefined {
  if (wanted === undefined) return undefined;
  const reached = found === undefined ? null : found >= wanted;
  return { wanted: format(wanted), found: found === undefined ? null : how(found, wanted, format), reached };
}

function atMost(wanted: number | undefined, found: number | undefined, format: Format): Check | undefined {
  if (wanted === undefined) return undefined;
  const reached = found === undefined ? null : found <= wanted;
  return { wanted: format(wanted), found: found === undefined ? null : format(found), reached };
}

const plain = (found: number, _: number, format: Format) => format(found);
const progress = (found: number, wanted: number, format: Format) =>
  `${format(found)}, ${Math.floor((100 * found) / wanted)} %`;

/** `25x`, `4.3x`. */
export const times: Format = (ratio) => `${ratio < 10 ? Number(ratio.toFixed(1)) : Math.floor(ratio)}x`;

/** `1e-5`, `-3.2e-8`, `0`. */
export const scientific: Format = (value) => (value === 0 ? "0" : value.toExponential(1).replace(".0e", "e"));
