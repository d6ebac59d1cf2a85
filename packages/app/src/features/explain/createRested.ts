import type { PageDigit } from "@siffra/shared";
import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import type { ReadingState } from "../read/state/createReading.ts";

/** Long enough for the next stroke to begin. Milliseconds. */
const REST = 250;

/** The digits that were read when the hand last rested: what takes long is not asked of every guess. */
export function createRested(state: ReadingState): Accessor<readonly PageDigit[]> {
  const [rested, setRested] = createSignal<readonly PageDigit[]>([]);
  createEffect(() => {
    const outcome = state.outcome();
    const digits = outcome?.kind === "reading" ? outcome.reading.digits : [];
    if (state.pending() || state.drawing.isDrawing()) return;
    const timer = setTimeout(() => setRested(digits), REST);
    onCleanup(() => clearTimeout(timer));
  });
  return rested;
}
