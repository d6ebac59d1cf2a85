import { Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { CloseIcon } from "../../ui/controls/icons.tsx";
import { errorText } from "./failures.ts";

/** Says what went wrong and what to do, above what it leaves untouched. */
export function Notice(props: { code: string | undefined; onClose: () => void }) {
  const text = (code: string) => errorText(code, t().errors);
  return (
    <div class="notices" role="alert">
      <Show when={props.code}>
        {(code) => (
          <div class="notice">
            <p>
              <strong>{text(code()).what}</strong> {text(code()).next}
            </p>
            <button type="button" class="quiet" aria-label={t().tools.close} onClick={() => props.onClose()}>
              <CloseIcon />
            </button>
          </div>
        )}
      </Show>
    </div>
  );
}
