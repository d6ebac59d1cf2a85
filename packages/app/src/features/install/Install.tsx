import { createMemo, Show } from "solid-js";
import { translate } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { canInstall, install, isInstalled } from "./offer.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** Installs the app where the browser offers it; where it does not, there is nothing to say. */
export function Install() {
  let heading!: HTMLHeadingElement;
  /** It stays where it was read, also when the browser takes its offer back. */
  const isShown = createMemo((was: boolean) => was || canInstall() || isInstalled(), false);

  async function ask(): Promise<void> {
    await install();
    // The button that had the focus is gone with the offer.
    if (!canInstall()) heading.focus({ preventScroll: true });
  }

  return (
    <Show when={isShown()}>
      <section aria-labelledby="install-title" class="prose">
        <h2 ref={heading} id="install-title" tabindex="-1">
          {t().title}
        </h2>
        <p>{t().help}</p>
        <Show when={canInstall()}>
          <Button class="primary" onClick={() => void ask()}>
            {t().install}
          </Button>
        </Show>
        <p role="status">{isInstalled() ? t().done : ""}</p>
      </section>
    </Show>
  );
}
