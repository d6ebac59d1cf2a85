import type { BundleManifest } from "@siffra/shared";
import { Show } from "solid-js";
import { language, t } from "../i18n/index.ts";
import { formatCount, formatShare } from "../i18n/language.ts";

/** What the page promises, and what is known of the model. */
export function Footer(props: { manifest: BundleManifest | undefined }) {
  function describeModel({ pipeline, metrics: { test } }: BundleManifest): string {
    const title = pipeline.title?.[language()] ?? pipeline.name;
    if (!test) return t().footer.unmeasured(title);
    const share = (value: number) => formatShare(language(), value, 1);
    const [low, high] = test.accuracyInterval;
    return t().footer.model(title, share(test.accuracy), share(low), share(high), formatCount(language(), test.n));
  }

  return (
    <footer class="footer">
      <p>{t().footer.privacy}</p>
      <Show when={props.manifest}>
        {(manifest) => (
          <p>
            {describeModel(manifest())} {manifest().dataset.name === "synthetic" ? t().footer.synthetic : ""}
          </p>
        )}
      </Show>
    </footer>
  );
}
