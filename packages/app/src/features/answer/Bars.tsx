import { For } from "solid-js";
import { language, t } from "../../i18n/index.ts";
import { formatShare } from "../../i18n/language.ts";

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** Below this a number beside the bar says nothing. */
const WORTH_A_NUMBER = 0.005;

/** The probability of each of the ten digits; the likely ones in the accent colour. */
export function Bars(props: { probabilities: readonly number[] | undefined; likely: readonly number[] }) {
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
            <span class="bar-digit">{digit}</span>
            <span class="bar-track">
              <span class="bar-fill" />
            </span>
            <span class="bar-share" classList={{ "visually-hidden": share(digit) < WORTH_A_NUMBER }}>
              {formatShare(language(), share(digit))}
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}
