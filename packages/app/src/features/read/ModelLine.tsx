import type { BundleManifest } from "@siffra/shared";
import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { language, t } from "../../i18n/index.ts";
import { formatCount, formatShare } from "../../i18n/language.ts";

/** What is known of the model that reads, in a line, with the way to its card. A model of one's own has none here. */
export function ModelLine(props: { manifest: BundleManifest; isOwn: boolean }) {
  function describeModel({ pipeline, metrics: { test } }: BundleManifest): string {
    const title = pipeline.title?.[language()] ?? pipeline.name;
    if (!test) return t().model.unmeasured(title);
    const share = (value: number) => formatShare(language(), value, 1);
    const [low, high] = test.accuracyInterval;
    return t().model.measured(title, share(test.accuracy), share(low), share(high), formatCount(language(), test.n));
  }

  return (
    <p>
      {describeModel(props.manifest)} {props.manifest.dataset.name === "synthetic" ? t().model.synthetic : ""}{" "}
      <Show when={!props.isOwn}>
        <A href="/about">{t().model.more}</A>
      </Show>
    </p>
  );
}
