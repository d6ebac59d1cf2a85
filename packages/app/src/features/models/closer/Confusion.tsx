import type { ModelMetrics } from "@siffra/shared";
import { createResource, createSignal, For, Show } from "solid-js";
import { DIGITS } from "../../../digits.ts";
import { language, translate } from "../../../i18n/index.ts";
import "../../../ui/table/table.css";
import type { Run } from "../run/run.ts";
import { TEXTS } from "../texts.ts";
import { type Cell, Misread } from "./Misread.tsx";

const t = translate(TEXTS);

/** Errors are few beside right answers, and some are far more frequent than others: the square root lets all be seen. */
const tint = (count: number, most: number) => `${Math.round(100 * Math.sqrt(count / Math.max(1, most)))}%`;

/** A model's confusion matrix; a field with errors opens the images. */
export function Confusion(props: { model: ModelMetrics; misread: Run["misread"] }) {
  const [cell, setCell] = createSignal<Cell>();
  const [isWanted, setWanted] = createSignal(false);
  // Asked for once, with the first field that is opened.
  const [pictures, { refetch }] = createResource(isWanted, () => props.misread());
  const rows = () => props.model.test.confusion;
  const mostErrors = () => Math.max(...rows().flatMap((row, meant) => row.filter((_, read) => read !== meant)));

  function open(at: Cell): void {
    setCell(at);
    setWanted(true);
    if (pictures.state === "errored") void refetch();
  }

  return (
    <section aria-labelledby="confusion-title" class="prose confusion">
      <h2 id="confusion-title">{t().confusion.title}</h2>
      <p>{t().confusion.help}</p>
      <div class="table-scroll">
        <table class="matrix">
          <caption class="visually-hidden">{t().confusion.caption(props.model.title[language()])}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">{`${t().confusion.meant}, ${t().confusion.read}`}</span>
              </th>
              <For each={DIGITS}>{(digit) => <th scope="col">{digit}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(row, meant) => (
                <tr>
                  <th scope="row">{meant()}</th>
                  <For each={row}>
                    {(count, read) => (
                      <MatrixCell
                        at={{ meant: meant(), read: read() }}
                        count={count}
                        most={mostErrors()}
                        isOpen={cell()?.meant === meant() && cell()?.read === read()}
                        onOpen={open}
                      />
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={cell()} keyed>
        {(opened) => <Misread pictures={pictures} model={props.model.model} cell={opened} />}
      </Show>
    </section>
  );
}

function MatrixCell(props: { at: Cell; count: number; most: number; isOpen: boolean; onOpen: (cell: Cell) => void }) {
  const isError = () => props.at.meant !== props.at.read && props.count > 0;
  const label = () => t().confusion.cell(props.count, props.at.meant, props.at.read);
  return (
    <td classList={{ right: props.at.meant === props.at.read }} style={{ "--share": tint(props.count, props.most) }}>
      <Show when={isError()} fallback={<span>{props.count === 0 ? "" : props.count}</span>}>
        <button type="button" aria-label={label()} aria-expanded={props.isOpen} onClick={() => props.onOpen(props.at)}>
          {props.count}
        </button>
      </Show>
    </td>
  );
}
