import { SiffraError } from "@siffra/shared";
import { get, set } from "idb-keyval";
import { type Example, isExamples, MAX_EXAMPLES } from "./example.ts";

const KEY = "siffra.hand";

/** The examples that were kept; none when the browser keeps nothing or something else lies there. */
export async function recallHand(): Promise<Example[]> {
  try {
    const kept: unknown = await get(KEY);
    return isExamples(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** @throws SiffraError "storage-full" or "storage-refused" */
export async function keepHand(examples: readonly Example[]): Promise<void> {
  try {
    await set(KEY, examples.slice(-MAX_EXAMPLES));
  } catch (cause) {
    const isFull = cause instanceof DOMException && cause.name === "QuotaExceededError";
    throw new SiffraError(
      isFull ? "storage-full" : "storage-refused",
      `Expected to store ${examples.length} corrections, the browser did not: ${String(cause)}. Save them as a file.`,
      { cause },
    );
  }
}
