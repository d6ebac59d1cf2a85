import { percent } from "../../../percent.ts";
import { judge, times } from "../judge.ts";
import type { Row } from "../measure/rows.ts";
import type { Spread } from "../statistics.ts";

/** The columns that the terminal and the document have in common. */
export const HEAD = [
  "work",
  "Siffra s (min, median, max)",
  "peer s (min, median, max)",
  "ratio",
  "accuracy",
  "peer's",
  "model MB",
  "peak MB",
  "must",
  "goal",
] as const;

const NOTHING = "-";

/** A row as text, one cell for each of HEAD. */
export function cellsOf(row: Row): string[] {
  const { siffra, peer, error, peerError } = row;
  return [
    row.work,
    siffra ? spreadText(siffra) : `failed: ${error?.code ?? "unknown"}`,
    peer ? spreadText(peer) : peerError === undefined ? NOTHING : "failed",
    row.ratio === null ? NOTHING : times(row.ratio),
    siffra?.accuracy === undefined ? NOTHING : percent(siffra.accuracy),
    peer?.accuracy === undefined ? NOTHING : percent(peer.accuracy),
    siffra?.modelBytes === undefined ? NOTHING : (siffra.modelBytes / 1e6).toFixed(2),
    siffra ? siffra.peakMemoryMb.toFixed(0) : NOTHING,
    judgementText(row, "must"),
    judgementText(row, "goal"),
  ];
}

function spreadText({ min, median, max }: Spread): string {
  return [min, median, max].map(secondsText).join(", ");
}

/** Three significant digits. */
export function secondsText(seconds: number): string {
  const digits = seconds >= 100 ? 0 : seconds >= 10 ? 1 : seconds >= 1 ? 2 : 3;
  return seconds.toFixed(digits);
}

function judgementText(row: Row, which: "must" | "goal"): string {
  const { reached, text } = judge(row, row[which]);
  if (text === "") return NOTHING;
  return reached === null ? `open: ${text}` : `${reached ? "reached" : "not reached"}: ${text}`;
}
