import { asSiffraError } from "@siffra/shared";
import { type Accessor, createEffect, createSignal, on } from "solid-js";

/** What became of a question; while the next one is asked, the last answer stays. */
export type Asked<T> = { kind: "asking" } | { kind: "answered"; answer: T } | { kind: "failed"; code: string };

/** Asks again whenever the question changes, and shows the newest answer only. */
export function createAsk<Q, T>(question: Accessor<Q | undefined>, ask: (question: Q) => Promise<T>) {
  const [asked, setAsked] = createSignal<Asked<T>>({ kind: "asking" });
  let newest = 0;

  createEffect(
    on(question, (value) => {
      newest += 1;
      const turn = newest;
      if (value === undefined) return;
      ask(value).then(
        (answer) => turn === newest && setAsked({ kind: "answered", answer }),
        (error: unknown) => turn === newest && setAsked({ kind: "failed", code: asSiffraError(error).code }),
      );
    }),
  );

  return asked;
}
