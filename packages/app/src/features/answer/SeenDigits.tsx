import type { PageDigit } from "@siffra/shared";
import { For, Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { PixelPicture } from "../../ui/picture/PixelPicture.tsx";

const BLANK = new Uint8Array(784);

/** The 28 by 28 pixels of each digit, as the model saw them; of several, one is chosen to see its probabilities. */
export function SeenDigits(props: {
  digits: readonly PageDigit[];
  chosen: number;
  onChoose: (index: number) => void;
  /** Gets the picture of a single digit. */
  onPicture: (element: HTMLElement) => void;
}) {
  const name = (digit: PageDigit) => t().digits[digit.label] ?? "";
  const label = (digit: PageDigit | undefined) => (digit ? t().answer.sawDigit(name(digit)) : t().answer.sawNothing);
  const picture = (pixels: Uint8Array) => ({ width: 28, height: 28, pixels });
  const only = () => (props.digits.length === 1 ? props.digits[0] : undefined);

  return (
    <div class="saw">
      <Show
        when={props.digits.length > 1}
        fallback={
          <div class="saw-only">
            <PixelPicture
              ref={props.onPicture}
              picture={picture(only()?.pixels ?? BLANK)}
              kind="ink"
              label={label(only())}
            />
          </div>
        }
      >
        <fieldset class="saw-row" aria-label={t().answer.pickDigits}>
          <For each={props.digits}>
            {(digit, i) => (
              <button
                type="button"
                class="saw-digit"
                aria-label={t().answer.pickDigit(i() + 1, name(digit))}
                aria-pressed={props.chosen === i()}
                onClick={() => props.onChoose(i())}
              >
                <PixelPicture picture={picture(digit.pixels)} kind="ink" label={label(digit)} />
              </button>
            )}
          </For>
        </fieldset>
      </Show>
      <p class="caption">{t().answer.saw}</p>
    </div>
  );
}
