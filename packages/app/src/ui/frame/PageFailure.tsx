import { ErrorBoundary, type ParentProps } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Button } from "../controls/Button.tsx";

/** Stands in for a page that could not be shown: its code did not come, or it failed. */
export function PageFailure(props: ParentProps) {
  return (
    <ErrorBoundary
      fallback={
        <main class="prose" role="alert">
          <h1>{t().page.failed.what}</h1>
          <p>{t().page.failed.next}</p>
          <Button class="primary" onClick={() => location.reload()}>
            {t().page.failed.reload}
          </Button>
        </main>
      }
    >
      {props.children}
    </ErrorBoundary>
  );
}
