import { asSiffraError } from "@siffra/shared";
import { createSignal, Show } from "solid-js";
import { translate } from "../../../i18n/index.ts";
import { Button } from "../../../ui/controls/Button.tsx";
import { createDrop } from "../../../ui/createDrop.ts";
import { TEXTS } from "../texts.ts";
import { droppedFiles } from "./droppedFiles.ts";
import { chosenFiles, type FolderFile, openFolder } from "./folder.ts";
import { openRun, type Run } from "./run.ts";

const t = translate(TEXTS);

/** What makes a run. */
const COMMAND = "siffra train";

/** Browsers on phones have no way to choose a folder. */
const canChooseFolder = () => "webkitdirectory" in HTMLInputElement.prototype;

/** Shows a run of one's own in place of the shipped one. Its files stay on the device. */
export function OpenRun(props: { isOwn: boolean; onRun: (run: Run | undefined) => void }) {
  let input!: HTMLInputElement;
  const [problem, setProblem] = createSignal<string>();

  async function open(files: FolderFile[] | Promise<FolderFile[]>): Promise<void> {
    try {
      const run = await openRun(openFolder(await files));
      setProblem(undefined);
      props.onRun(run);
    } catch (error) {
      setProblem(asSiffraError(error).code);
    }
  }

  const hovering = createDrop(({ items }) => void open(droppedFiles(items)));

  function askForFolder(element: HTMLInputElement): void {
    input = element;
    element.webkitdirectory = true;
  }

  function take(): void {
    const files = chosenFiles(input.files ?? []);
    if (files.length > 0) void open(files);
    // The same folder may be chosen again.
    input.value = "";
  }

  /** The command in it is set as one. */
  function Help() {
    const [before, after] = t().own.help.split(COMMAND);
    return (
      <>
        {before}
        <code>{COMMAND}</code>
        {after}
      </>
    );
  }

  const failure = (code: string) => t().own.failures[code] ?? t().own.failures["run-schema"];

  return (
    <Show when={canChooseFolder()}>
      <div class="own-run" classList={{ "own-run--hover": hovering() }}>
        <p class="caption">{hovering() ? t().own.drop : props.isOwn ? t().own.shown : <Help />}</p>
        <Button onClick={() => input.click()}>{t().own.open}</Button>
        <input ref={askForFolder} type="file" hidden onChange={take} class="run-folder" />
        <Show when={props.isOwn}>
          <Button onClick={() => props.onRun(undefined)}>{t().own.back}</Button>
        </Show>
        <Show when={problem()}>{(code) => <p role="alert">{failure(code())}</p>}</Show>
      </div>
    </Show>
  );
}
