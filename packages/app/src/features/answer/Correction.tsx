import type { PageDigit } from "@siffra/shared";
import { Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import type { Adapted } from "../hand/nearest.ts";

/** The way to say that the answer is wrong, and what the model said before it was corrected. */
export function Correction(props: {
  digit: Adapted<PageDigit> | undefined;
  /** The model says that it is no digit. */
  isRefused: boolean;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const own = () => props.digit?.own;
  return (
    <div class="correction">
      <Show when={props.digit}>
        <Show
          when={props.isOpen}
          fallback={<p class="caption">{own() !== undefined ? t().answer.taught(t().digits[own() ?? 0] ?? "") : ""}</p>}
        >
          <p>{t().answer.whichDigit}</p>
        </Show>
        <Button aria-expanded={props.isOpen} onClick={() => props.onToggle()}>
          {props.isOpen ? t().answer.keepAnswer : props.isRefused ? t().answer.correctRefused : t().answer.correct}
        </Button>
      </Show>
    </div>
  );
}
