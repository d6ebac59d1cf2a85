import { asSiffraError } from "@siffra/shared";
import { createMemo, createResource, For, Show } from "solid-js";
import { t as common, language, translate } from "../../i18n/index.ts";
import { formatShare } from "../../i18n/language.ts";
import { askLab } from "../../workers/lab/lab.ts";
import { numberShare, toNumber } from "../answer/describe.ts";
import { errorText } from "../read/failures.ts";
import type { ReadingState } from "../read/state/createReading.ts";
import { createAsk } from "./createAsk.ts";
import { createRested } from "./createRested.ts";
import "../../ui/table/table.css";
import "./explain.css";
import { fetchModelFolders } from "./modelIndex.ts";
import { NothingRead } from "./NothingRead.tsx";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** A model's folder is its name until the model has told its own. */
const folderName = (folder: string) => new URL(folder).pathname.split("/").at(-2) ?? folder;

const sentence = (code: string) => errorText(code, common().errors).what;

function formatTime(milliseconds: number): string {
  const options = { maximumSignificantDigits: 2 } as const;
  return t().milliseconds(new Intl.NumberFormat(language(), options).format(Math.max(0.1, milliseconds)));
}

function ModelRow(props: { folder: string; images: Uint8Array | undefined }) {
  const asked = createAsk(
    () => props.images,
    (images) => askLab((api) => api.ask(props.folder, images)),
  );
  const opinion = () => {
    const now = asked();
    return now.kind === "answered" ? now.answer : undefined;
  };
  const trouble = () => {
    const now = asked();
    return now.kind === "failed" ? sentence(now.code) : t().asking;
  };
  return (
    <tr>
      <th scope="row">{opinion()?.title[language()] ?? folderName(props.folder)}</th>
      <Show
        when={opinion()}
        fallback={
          <td class="caption" colspan="3">
            {trouble()}
          </td>
        }
      >
        {(given) => (
          <>
            <td class="opinion">{toNumber(given().digits)}</td>
            <td>{formatShare(language(), numberShare(given().digits), 1)}</td>
            <td>{formatTime(given().milliseconds)}</td>
          </>
        )}
      </Show>
    </tr>
  );
}

/** The digits' pixels in a row, as models take them. */
function toImages(digits: readonly { pixels: Uint8Array }[]): Uint8Array | undefined {
  return digits.length > 0 ? Uint8Array.from(digits.flatMap(({ pixels }) => [...pixels])) : undefined;
}

/** All models side by side: their bundles are fetched when this is opened. */
export default function AllModels(props: { state: ReadingState }) {
  const rested = createRested(props.state);
  const images = createMemo(() => toImages(rested()));
  const [folders] = createResource(fetchModelFolders);
  return (
    <Show when={!folders.error} fallback={<p>{sentence(asSiffraError(folders.error).code)}</p>}>
      <Show when={images()} fallback={<NothingRead state={props.state} />}>
        <p class="intro">{t().modelsIntro}</p>
        <table class="table opinions">
          <thead>
            <tr>
              <th scope="col">{t().model}</th>
              <th scope="col">{t().answer}</th>
              <th scope="col">{t().certainty}</th>
              <th scope="col">{t().time}</th>
            </tr>
          </thead>
          <tbody>
            <For each={folders()}>{(folder) => <ModelRow folder={folder} images={images()} />}</For>
          </tbody>
        </table>
      </Show>
    </Show>
  );
}
