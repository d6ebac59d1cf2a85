import { asSiffraError } from "@siffra/shared";
import type { TestFigures } from "@siffra/trainer/browser";
import { modelTitle } from "@siffra/trainer/models";
import { createSignal, For, Show } from "solid-js";
import { language, translate } from "../../i18n/index.ts";
import { formatCount, formatInterval, formatShare } from "../../i18n/language.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { download } from "../../ui/download.ts";
import { keepOwnModel } from "../../workers/bundles/ownBundles.ts";
import type { TrainedBundle, TrainRequest } from "../../workers/train/protocol.ts";
import { theReader } from "../read/state/reader.ts";
import { Curves } from "./Curves.tsx";
import type { Epoch } from "./createTraining.ts";
import { Failure } from "./Failure.tsx";
import "../../ui/table/table.css";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

function Figures(props: { rows: readonly { name: string; figures: TestFigures }[] }) {
  const share = (value: number) => formatShare(language(), value, 2);
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(language(), { maximumSignificantDigits: digits }).format(value);
  return (
    <section class="table-scroll train-table" tabindex="0" aria-label={t().table.caption}>
      <table class="table table--wide table--figures">
        <caption class="caption">{t().table.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t().table.model}</th>
            <th scope="col">{t().table.accuracy}</th>
            <th scope="col">{t().table.interval}</th>
            <th scope="col">{t().table.loss}</th>
            <th scope="col">{t().table.time}</th>
            <th scope="col">{t().table.size}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {({ name, figures: { test, predictMilliseconds, bytes } }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>{share(test.accuracy)}</td>
                <td>{formatInterval(language(), test.accuracyInterval, 2)}</td>
                <td>{number(test.logLoss, 3)}</td>
                <td>{t().table.milliseconds(number(predictMilliseconds, 2))}</td>
                <td>{t().table.kilobytes(formatCount(language(), Math.ceil(bytes / 1000)))}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

/** A trained model beside the shipped one, and what can be done with it. */
export function Result(props: {
  trained: TrainedBundle;
  request: TrainRequest;
  epochs: readonly Epoch[];
  onAgain: () => void;
}) {
  const { ownModel, useModel } = theReader();
  const [problem, setProblem] = createSignal<string>();
  const isUsed = () => ownModel() === props.trained.sha256;
  const rows = () => [
    { name: t().table.own(modelTitle(props.request.config)[language()]), figures: props.trained.own },
    ...props.trained.others.map((figures) => ({ name: t().table.shipped, figures })),
  ];
  const seconds = () =>
    new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(props.trained.fitSeconds);

  async function use(): Promise<void> {
    try {
      await keepOwnModel(props.trained.sha256, props.trained.files);
      setProblem(undefined);
      useModel(props.trained.sha256);
    } catch (error) {
      setProblem(asSiffraError(error).code);
    }
  }

  function save(): void {
    download(`${props.request.config.name}.zip`, props.trained.zip as Uint8Array<ArrayBuffer>, "application/zip");
  }

  return (
    <section aria-labelledby="done-title" class="prose train-result">
      <h2 id="done-title">{t().done}</h2>
      <Figures rows={rows()} />
      <Show when={props.request.data.kind === "synthetic"}>
        <p class="caption">{t().syntheticNote}</p>
      </Show>
      <p>{t().trained(seconds())}</p>
      <Show when={props.epochs.length > 0}>
        <Curves epochs={props.epochs} />
      </Show>
      <dl class="train-sum">
        <dt>{t().sum}</dt>
        <dd>
          <code>{props.trained.sha256}</code>
        </dd>
      </dl>
      <div class="train-actions">
        <Show
          when={isUsed()}
          fallback={
            <Button class="primary" onClick={() => void use()}>
              {t().use}
            </Button>
          }
        >
          <Button onClick={() => useModel(undefined)}>{t().useShipped}</Button>
        </Show>
        <Button onClick={save}>{t().download}</Button>
        <Button onClick={() => props.onAgain()}>{t().again}</Button>
      </div>
      <p role="status">{isUsed() ? t().using : ""}</p>
      <Show when={problem()}>{(code) => <Failure code={code()} />}</Show>
    </section>
  );
}
