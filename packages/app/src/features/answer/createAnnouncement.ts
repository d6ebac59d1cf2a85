import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

/** Follows `text` when it has rested for `restMs`, so that a screen reader hears the answer and not every guess. */
export function createAnnouncement(text: Accessor<string>, restMs = 700): Accessor<string> {
  const [announced, setAnnounced] = createSignal("");
  createEffect(() => {
    const next = text();
    const timer = setTimeout(() => setAnnounced(next), restMs);
    onCleanup(() => clearTimeout(timer));
  });
  return announced;
}
