import { For } from "solid-js";
import { DIGITS } from "../../digits.ts";
import { translate } from "../../i18n/index.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** Chooses the digit that the whole page speaks of. */
export function ClassPicker(props: { digit: number; onPick: (digit: number) => void }) {
  return (
    <fieldset class="class-picker">
      <legend class="visually-hidden">{t().digit}</legend>
      <For each={DIGITS}>
        {(digit) => (
          <label>
            <input
              type="radio"
              name="digit"
              class="visually-hidden"
              checked={digit === props.digit}
              onChange={() => props.onPick(digit)}
            />
            <span>{digit}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
