import { wilsonInterval } from "@siffra/shared";
import { percent } from "../../percent.ts";
import type { WildReading } from "./wild.ts";

/** How inputs of one sort were read. */
export interface WildScore {
  /** "photo, one digit", "pen, one digit", "several digits", "no digit". */
  what: string;
  n: number;
  right: number;
  /** Refused: right for what is no digit, a failure for the others. */
  refused: number;
}

/** What was read: the digits together, or nothing when it was refused or could not be read. */
export function answerOf({ reading }: WildReading): string {
  return reading?.digits.map(({ label }) => label).join("") ?? "";
}

/** Whether an input was read as it is labelled; what is no digit must be refused. */
export function isRight(wild: WildReading): boolean {
  return wild.label === "none" ? (wild.reading?.refused ?? null) !== null : answerOf(wild) === wild.label;
}

/** Scores by what inputs are, in the order in which they first come. */
export function scoreWild(readings: readonly WildReading[]): WildScore[] {
  const scores = new Map<string, WildScore>();
  for (const wild of readings) {
    const what = sortOf(wild);
    const score = scores.get(what) ?? { what, n: 0, right: 0, refused: 0 };
    score.n += 1;
    score.right += Number(isRight(wild));
    score.refused += Number((wild.reading?.refused ?? null) !== null);
    scores.set(what, score);
  }
  return [...scores.values()];
}

function sortOf({ label, kind }: WildReading): string {
  if (label === "none") return "no digit";
  return label.length > 1 ? "several digits" : `${kind}, one digit`;
}

/** A line for each score: share right with its 95 % interval, and refusals. */
export function formatScores(scores: readonly WildScore[]): string {
  const lines = scores.map(({ what, n, right, refused }) => {
    const [low, high] = wilsonInterval(right, n);
    const share = `${percent(right / n).padStart(8)}  ${`${right} of ${n}`.padEnd(13)}`;
    return `${what.padEnd(20)}${share}  (95 % interval ${percent(low)} to ${percent(high)})  refused ${refused}`;
  });
  return lines.join("\n");
}
