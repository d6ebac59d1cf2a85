import type { BundleManifest } from "@siffra/shared";
import { createResource } from "solid-js";
import { language, translate } from "../../i18n/index.ts";
import { formatCount, formatShare } from "../../i18n/language.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Fetched } from "../../ui/Fetched.tsx";
import { DEFAULT_MODEL } from "../read/state/model.ts";
import { fetchCard } from "./fetchCard.ts";
import { Markdown } from "./Markdown.tsx";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** What the manifest says, as names and values. */
function factsOf({ pipeline, metrics: { test }, dataset, tensors }: BundleManifest): [string, string][] {
  const { card } = t();
  const share = (value: number, decimals = 2) => formatShare(language(), value, decimals);
  const count = (value: number) => formatCount(language(), value);
  const measured: [string, string][] = test
    ? [
        [card.accuracy, card.accuracyValue(share(test.accuracy), count(test.n))],
        [card.interval, card.intervalValue(share(test.accuracyInterval[0]), share(test.accuracyInterval[1]))],
        [card.calibration, share(test.ece)],
      ]
    : [];
  return [
    [card.kind, pipeline.title?.[language()] ?? pipeline.name],
    ...measured,
    [card.trained, card.trainedValue(count(dataset.trainSamples), dataset.name.toUpperCase())],
    [card.size, card.sizeValue(count(Math.ceil(tensors.bytes / 1000)))],
  ];
}

/** The shipped reader's card: its manifest in the page's language, and the whole card as the trainer wrote it. */
export function ModelCard() {
  const [card] = createResource(() => fetchCard(DEFAULT_MODEL));
  return (
    <section aria-labelledby="card-title" class="prose">
      <h2 id="card-title">{t().card.title}</h2>
      <Fetched resource={card} asking={t().card.asking} failed={t().card.failed}>
        {(found) => (
          <>
            <Facts facts={factsOf(found().manifest)} />
            <details class="card-full">
              <summary>{t().card.full}</summary>
              <div lang="en" class="card-text">
                <Markdown text={found().markdown} />
              </div>
            </details>
          </>
        )}
      </Fetched>
    </section>
  );
}
