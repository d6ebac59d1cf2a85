import { A } from "@solidjs/router";
import { t } from "../../i18n/index.ts";
import { PageHeading } from "../../ui/frame/PageHeading.tsx";

/** An address that names no page. */
export function NotFoundPage() {
  return (
    <main class="prose">
      <PageHeading title={t().notFound.what}>{t().notFound.what}</PageHeading>
      <p>
        <A href="/">{t().notFound.next}</A>
      </p>
    </main>
  );
}
