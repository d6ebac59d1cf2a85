import { batch, createSignal } from "solid-js";

/** Only the newest request may change the page: a slow picture must not overwrite a later drawing. */
export function createTurns() {
  const [pending, setPending] = createSignal(false);
  let newest = 0;
  return {
    /** Whether the newest request waits for its answer. */
    pending,
    begin(): number {
      newest += 1;
      setPending(true);
      return newest;
    },
    /** What is going on, for those that watch without a turn of their own. */
    current: (): number => newest,
    /** Makes `change` if nothing newer has begun. */
    finish(turn: number, change: () => void): void {
      if (turn !== newest) return;
      batch(() => {
        setPending(false);
        change();
      });
    },
  };
}
