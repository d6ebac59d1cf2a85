import { registerSW } from "virtual:pwa-register";
import { createSignal, onMount, Show } from "solid-js";
import { t } from "../i18n/index.ts";
import { Button } from "./Button.tsx";

/** Keeps the app on the device, and says when a newer one waits. */
export function UpdateNotice() {
  const [isReady, setIsReady] = createSignal(false);
  let update: (() => Promise<void>) | undefined;

  onMount(() => {
    update = registerSW({ onNeedRefresh: () => setIsReady(true) });
  });

  return (
    <div class="update" role="status">
      <Show when={isReady()}>
        <div class="update-bar">
          <p>{t().update.ready}</p>
          <Button onClick={() => void update?.()}>{t().update.load}</Button>
          <Button onClick={() => setIsReady(false)}>{t().update.later}</Button>
        </div>
      </Show>
    </div>
  );
}
