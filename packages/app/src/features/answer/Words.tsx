import { Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import type { Say } from "./say.ts";

/** The answer as a sentence, with the next step where there is one. */
export function Words(props: { words: Say; onRetry: () => void }) {
  return (
    <div class="words">
      <p class="sentence">{props.words.what}</p>
      <Show when={props.words.next}>
        <p class="next">{props.words.next}</p>
      </Show>
      <Show when={props.words.canRetry}>
        <Button onClick={() => props.onRetry()}>{t().tools.tryAgain}</Button>
      </Show>
    </div>
  );
}
