import type { ModelMetrics } from "@siffra/shared";
import { For, Show } from "solid-js";
import { language, translate } from "../../i18n/index.ts";
import { formatCount, formatDecimal, formatInterval, formatShare } from "../../i18n/language.ts";
import "../../ui/table/table.css";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

const share = (value: number) => formatShare(language(), value, 2);

const decimal = (value: number, digits: number) => formatDecimal(language(), value, digits);

/** Every model in a row, the most accurate on the test images first. */
export function ComparisonTable(props: { models: readonly ModelMetrics[]; chosen: string }) {
  const sorted = () => [...props.models].sort((a, b) => b.test.accuracy - a.test.accuracy);
  const head = () => {
    const { model, accuracy, interval, f1, ece, fit, predict, size } = t().table;
    return [model, accuracy, interval, f1, ece, fit, predict, size];
  };
  return (
    <section class="table-scroll models-table" tabindex="0" aria-label={t().table.caption}>
      <table class="table table--wide table--figures">
        <caption class="visually-hidden">{t().table.caption}</caption>
        <thead>
          <tr>
            <For each={head()}>{(name) => <th scope="col">{name}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={sorted()}>
            {({ model, title, test, fitSeconds, predictMilliseconds, bundle }) => (
              <tr classList={{ chosen: model === props.chosen }}>
                <th scope="row">
                  {title[language()]}
                  <Show when={model === props.chosen}>
                    <span class="chosen-mark"> {t().table.chosen}</span>
                  </Show>
                </th>
                <td>{share(test.accuracy)}</td>
                <td>{formatInterval(language(), test.accuracyInterval, 2)}</td>
                <td>{share(test.macro.f1)}</td>
                <td>{share(test.ece)}</td>
                <td>{t().table.seconds(decimal(fitSeconds, 1))}</td>
                <td>{t().table.milliseconds(decimal(predictMilliseconds, 3))}</td>
                <td>{t().table.kilobytes(formatCount(language(), Math.ceil(bundle.bytes / 1000)))}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
