import { t } from "../../i18n/index.ts";
import { PageHeading } from "../../ui/PageHeading.tsx";

export default function AboutPage() {
  return (
    <main class="prose">
      <PageHeading title={t().pages.about.title}>{t().pages.about.title}</PageHeading>
      <p>{t().footer.privacy}</p>
    </main>
  );
}
