import { For, Show } from "solid-js";
import { DIGITS } from "../../digits.ts";
import { language, t } from "../../i18n/index.ts";
import { formatShare } from "../../i18n/language.ts";

/** Below this a number beside the bar says nothing. */
const WORTH_A_NUMBER = 0.005;

/** The probability of each of the ten digits; the likely ones in the accent colour. */
export function Bars(props: {
  probabilities: readonly number[] | undefined;
  likely: readonly number[];
  /** While the person corrects the answer, the digits below the bars are there to be chosen. */
  onChoose: ((digit: number) => void) | undefined;
}) {
  const share = (digit: number) => props.probabilities?.[digit] ?? 0;
  return (
    <ul class="bars" aria-label={t().answer.probabilities}>
      <For each={DIGITS}>
        {(digit) => (
          <li
            class="bar"
            classList={{ "bar--likely": props.likely.includes(digit) }}
            style={{ "--share": share(digit) }}
          >
            <Show when={props.onChoose} fallback={<span class="bar-digit">{digit}</span>}>
              {(choose) => (
                <button
                  type="button"
                  class="bar-digit"
                  aria-label={t().answer.itIs(t().digits[digit] ?? "")}
                  onClick={() => choose()(digit)}
                >
                  {digit}
                </button>
              )}
            </Show>
            <span class="bar-track">
              <span class="bar-fill" />
            </span>
            <span class="bar-share" classList={{ "bar-share--small": share(digit) < WORTH_A_NUMBER }}>
              {props.probabilities && formatShare(language(), share(digit))}
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}
