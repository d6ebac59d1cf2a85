import { nextTurn } from "../dataset/index.ts";
import { cancelled } from "./cancelled.ts";

/** Lets whatever waits on this thread come through, a cancellation above all. @throws SiffraError "cancelled" */
export async function takeTurn(signal: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal.aborted) throw cancelled();
}

/**
 * Does `count` pieces of work on this thread, `slice` at a time, and takes a turn after each slice.
 * @throws SiffraError "cancelled"
 */
export async function inTurns(
  count: number,
  slice: number,
  signal: AbortSignal,
  work: (start: number, end: number) => void,
): Promise<void> {
  for (let start = 0; start < count; start += slice) {
    work(start, Math.min(start + slice, count));
    await takeTurn(signal);
  }
}
