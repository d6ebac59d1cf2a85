import { registerSW } from "virtual:pwa-register";
import { createEffect, createSignal, Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { isReaderLoading } from "../read/state/reader.ts";

/**
 * Keeps the app on the device, and says when a newer one waits. What the service worker fetches ahead comes after what
 * the first answer needs.
 */
export function UpdateNotice() {
  const [isReady, setIsReady] = createSignal(false);
  let update: (() => Promise<void>) | undefined;

  createEffect(() => {
    if (!isReaderLoading()) update ??= registerSW({ onNeedRefresh: () => setIsReady(true) });
  });

  function load(): void {
    // The page that made the first visit was not yet the old version's own, and is not reloaded of itself.
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    void update?.();
  }

  return (
    <div class="update" role="status">
      <Show when={isReady()}>
        <div class="update-bar">
          <p>{t().update.ready}</p>
          <div class="update-choices">
            <Button onClick={() => setIsReady(false)}>{t().update.later}</Button>
            <Button onClick={load}>{t().update.load}</Button>
          </div>
        </div>
      </Show>
    </div>
  );
}
