import { createSignal } from "solid-js";
import type { ReaderClient } from "../../workers/reader/client.ts";
import { type Example, MAX_EXAMPLES } from "./example.ts";
import { keepHand, recallHand } from "./store.ts";

/** What this person corrected: on the device and in the reader's worker, nowhere else. */
export function createHand(client: Pick<ReaderClient, "setHand">) {
  const [examples, setExamples] = createSignal<readonly Example[]>([]);

  /** Uses the examples at once, then keeps them. @throws SiffraError "storage-full" or "storage-refused" */
  async function change(next: readonly Example[]): Promise<void> {
    const kept = next.slice(-MAX_EXAMPLES);
    setExamples(kept);
    client.setHand(kept);
    await keepHand(kept);
  }

  const ready = recallHand().then((kept) => {
    if (kept.length === 0) return;
    setExamples(kept);
    client.setHand(kept);
  });

  return {
    examples,
    /** When what was kept is in use. */
    ready,
    add: (added: readonly Example[]) => change([...examples(), ...added]),
    remove: (example: Example) => change(examples().filter((other) => other !== example)),
    forget: () => change([]),
  };
}

export type Hand = ReturnType<typeof createHand>;
