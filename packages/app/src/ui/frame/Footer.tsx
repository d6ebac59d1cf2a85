import { t } from "../../i18n/index.ts";

/** What every page promises. */
export function Footer() {
  return (
    <footer class="footer">
      <p>{t().footer.privacy}</p>
    </footer>
  );
}
