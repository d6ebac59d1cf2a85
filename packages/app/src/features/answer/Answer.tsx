import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { language, t } from "../../i18n/index.ts";
import type { Model } from "../read/state/createModel.ts";
import type { ReadingState } from "../read/state/createReading.ts";
import { Bars } from "./Bars.tsx";
import { Correction } from "./Correction.tsx";
import { createAnnouncement } from "./createAnnouncement.ts";
import { createSettling } from "./createSettling.ts";
import { toNumber } from "./describe.ts";
import { likelyDigits } from "./likely.ts";
import { SeenDigits } from "./SeenDigits.tsx";
import { say } from "./say.ts";
import { Words } from "./Words.tsx";

/** The digit, how sure the model is, and what it saw. */
export function Answer(props: {
  state: ReadingState;
  model: Model;
  onRetry: () => void;
  /** What the person says the chosen digit is. */
  onCorrect: (pixels: Uint8Array, label: number) => void;
  /** The sheet that the digit was found on. */
  sheet: () => HTMLElement;
}) {
  let picture!: HTMLElement;
  const reading = () => {
    const outcome = props.state.outcome();
    return props.model.status !== "failed" && outcome?.kind === "reading" ? outcome.reading : undefined;
  };
  const digits = createMemo(() => reading()?.digits ?? []);
  /** What the model would have said of what it refused. */
  const guess = () => reading()?.guesses[0];
  const seen = () => (digits().length > 0 ? digits() : [guess()].filter((each) => each !== undefined));
  const [wanted, setWanted] = createSignal(0);
  const [isCorrecting, setIsCorrecting] = createSignal(false);
  const chosen = () => Math.min(wanted(), Math.max(0, digits().length - 1));
  const digit = () => digits()[chosen()];
  const likely = () => {
    const shown = digit();
    return shown ? likelyDigits(shown) : [];
  };
  const words = createMemo(() =>
    say({ language: language(), dictionary: t() }, props.model, props.state.outcome(), props.state.source()),
  );
  createSettling(props.state, () => ({ picture, sheet: props.sheet() }));
  const announcement = createAnnouncement(() => [words().what, words().next].filter(Boolean).join(" "));
  // Another answer is another question.
  createEffect(on(digits, () => setIsCorrecting(false), { defer: true }));

  /** What can be corrected: the digit that was read, or the one that was refused. */
  const correctable = () => digit() ?? guess();

  function correct(label: number): void {
    const shown = correctable();
    setIsCorrecting(false);
    if (shown) props.onCorrect(shown.pixels, label);
  }

  return (
    <section
      class="answer"
      classList={{ "answer--number": digits().length > 1 }}
      aria-label={t().answer.region}
      aria-busy={props.state.pending()}
    >
      <p class="number" aria-hidden="true" style={{ "--digits": digits().length }}>
        {toNumber(digits())}
      </p>
      <SeenDigits digits={seen()} chosen={chosen()} onChoose={setWanted} onPicture={(element) => (picture = element)} />
      {/* Another place is another element: nothing that is being read moves. */}
      <Show when={digits().length > 0} fallback={<Words words={words()} onRetry={props.onRetry} />}>
        <Words words={words()} onRetry={props.onRetry} />
      </Show>
      <Bars
        probabilities={correctable()?.probabilities}
        likely={likely()}
        onChoose={isCorrecting() && correctable() ? correct : undefined}
      />
      <Correction
        digit={correctable()}
        isRefused={!digit()}
        isOpen={isCorrecting()}
        onToggle={() => setIsCorrecting((open) => !open)}
      />
      <p class="visually-hidden" role="status">
        {announcement()}
      </p>
    </section>
  );
}
