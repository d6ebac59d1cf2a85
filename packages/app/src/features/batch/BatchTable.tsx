import { For, onMount, Show } from "solid-js";
import { t as common, language, translate } from "../../i18n/index.ts";
import { formatChoice, formatShare } from "../../i18n/language.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { download } from "../../ui/download.ts";
import { PixelPicture } from "../../ui/picture/PixelPicture.tsx";
import type { ReaderClient } from "../../workers/reader/client.ts";
import { numberShare, toNumber } from "../answer/describe.ts";
import { likelyDigits } from "../answer/likely.ts";
import { errorText, toRefusalCode } from "../read/failures.ts";
import "../../ui/table/table.css";
import "./batch.css";
import { createBatch, MAX_FILES } from "./createBatch.ts";
import { type Result, type Row, toCsv } from "./rows.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** Why there is no answer, or what else it could be. */
function noteOf(result: Result): string {
  const { errors, refusals, digits: names } = common();
  if (result.kind === "waiting") return "";
  if (result.kind === "failed") return errorText(result.code, errors).what;
  const { digits, refused } = result.reading;
  if (refused) return refusals[toRefusalCode(refused.code, refusals)].what;
  const others = digits.flatMap((digit) => likelyDigits(digit).filter((other) => other !== digit.label));
  return others.length > 0
    ? t().unsure(
        formatChoice(
          language(),
          others.map((other) => names[other] ?? ""),
        ),
      )
    : "";
}

function BatchRow(props: { row: Row; onShow: (file: File) => void }) {
  const digits = () => (props.row.result.kind === "read" ? props.row.result.reading.digits : []);
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="batch-file"
          aria-label={t().show(props.row.file.name)}
          onClick={() => props.onShow(props.row.file)}
        >
          {props.row.file.name}
        </button>
      </th>
      <td class="batch-seen">
        <For each={digits()}>
          {(digit) => (
            <PixelPicture
              picture={{ width: 28, height: 28, pixels: digit.pixels }}
              kind="ink"
              label={common().answer.sawDigit(common().digits[digit.label] ?? "")}
            />
          )}
        </For>
      </td>
      <td class="batch-number">{toNumber(digits())}</td>
      <td>{digits().length > 0 ? formatShare(language(), numberShare(digits())) : ""}</td>
      <td class="caption">{noteOf(props.row.result)}</td>
    </tr>
  );
}

/** Several pictures, each with its answer. */
export default function BatchTable(props: {
  client: ReaderClient;
  files: readonly File[];
  onShow: (file: File) => void;
  onClose: () => void;
}) {
  let section!: HTMLElement;
  const batch = createBatch(props.client, props.files);
  onMount(() => section.scrollIntoView({ block: "nearest" }));

  return (
    <section ref={section} class="batch" aria-labelledby="batch-title">
      <div class="batch-head">
        <h2 id="batch-title">{t().title(batch.rows.length)}</h2>
        <p role="status" class="caption">
          {t().progress(batch.done(), batch.rows.length)} <Show when={batch.leftOut}>{t().tooMany(MAX_FILES)}</Show>
        </p>
        <Button onClick={() => download("siffra.csv", toCsv(batch.rows), "text/csv")}>{t().csv}</Button>
        <Button onClick={() => props.onClose()}>{t().close}</Button>
      </div>
      <div class="table-scroll">
        <table class="table table--wide">
          <thead>
            <tr>
              <th scope="col">{t().file}</th>
              <th scope="col" colspan="2">
                {t().number}
              </th>
              <th scope="col">{t().share}</th>
              <th scope="col">{t().note}</th>
            </tr>
          </thead>
          <tbody>
            <For each={batch.rows}>{(row) => <BatchRow row={row} onShow={props.onShow} />}</For>
          </tbody>
        </table>
      </div>
    </section>
  );
}
