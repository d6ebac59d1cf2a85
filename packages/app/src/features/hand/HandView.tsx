import { asSiffraError, SiffraError } from "@siffra/shared";
import { createSignal, For, Show } from "solid-js";
import { t as common, translate } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { CloseIcon } from "../../ui/controls/icons.tsx";
import { download } from "../../ui/download.ts";
import { PixelPicture } from "../../ui/picture/PixelPicture.tsx";
import { errorText } from "../read/failures.ts";
import type { Hand } from "./createHand.ts";
import type { Example } from "./example.ts";
import { MAX_FILE_BYTES, readHandFile, writeHandFile } from "./file.ts";
import "./hand.css";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

function ExampleItem(props: { example: Example; onRemove: () => void }) {
  const name = () => common().digits[props.example.label] ?? "";
  return (
    <li class="hand-example">
      <PixelPicture
        picture={{ width: 28, height: 28, pixels: props.example.pixels }}
        kind="ink"
        label={t().picture(name())}
      />
      <span aria-hidden="true">{props.example.label}</span>
      <IconButton icon={<CloseIcon />} label={t().remove(name())} onClick={() => props.onRemove()} />
    </li>
  );
}

/** Forgetting cannot be undone: it is asked for twice. */
function ForgetAll(props: { onForget: () => void }) {
  const [isAsking, setIsAsking] = createSignal(false);
  return (
    <Show when={isAsking()} fallback={<Button onClick={() => setIsAsking(true)}>{t().forget}</Button>}>
      <div class="hand-sure" role="alert">
        <p>{t().sure}</p>
        <Button
          class="primary"
          ref={(element) => queueMicrotask(() => element.focus())}
          onClick={() => props.onForget()}
        >
          {t().yes}
        </Button>
        <Button onClick={() => setIsAsking(false)}>{t().no}</Button>
      </div>
    </Show>
  );
}

/** What this person corrected, with the ways to keep, move and forget it. */
export default function HandView(props: { hand: Hand; onChange: () => void }) {
  let input!: HTMLInputElement;
  const [result, setResult] = createSignal("");
  const examples = () => props.hand.examples();

  /** Does `work`, says how it went, and has what lies on the paper read anew. */
  async function run(work: () => Promise<string>): Promise<void> {
    setResult("");
    try {
      setResult(await work());
    } catch (error) {
      const { what, next } = errorText(asSiffraError(error).code, common().errors);
      setResult(`${what} ${next}`);
    }
    props.onChange();
  }

  const open = (file: File) =>
    run(async () => {
      if (file.size > MAX_FILE_BYTES) {
        throw new SiffraError("hand-broken", `Expected at most ${MAX_FILE_BYTES} bytes, the file has ${file.size}.`);
      }
      const added = readHandFile(await file.text());
      await props.hand.add(added);
      return t().opened(added.length);
    });

  const remove = (example: Example) => run(() => props.hand.remove(example).then(() => ""));
  const forget = () => run(() => props.hand.forget().then(() => t().forgotten));

  function take(): void {
    const [file] = input.files ?? [];
    if (file) void open(file);
    // The same file may be chosen again.
    input.value = "";
  }

  return (
    <>
      <p class="intro">{t().intro}</p>
      <p>{examples().length > 0 ? t().count(examples().length) : t().none}</p>
      <Show when={examples().length > 0}>
        <ul class="hand-examples">
          <For each={examples()}>
            {(example) => <ExampleItem example={example} onRemove={() => void remove(example)} />}
          </For>
        </ul>
      </Show>
      <div class="hand-tools">
        <Button onClick={() => input.click()}>{t().open}</Button>
        <input ref={input} type="file" accept="application/json" hidden onChange={take} class="hand-file" />
        <Show when={examples().length > 0}>
          <Button onClick={() => download("siffra-hand.json", writeHandFile(examples()), "application/json")}>
            {t().save}
          </Button>
          <ForgetAll onForget={() => void forget()} />
        </Show>
      </div>
      <p role="status">{result()}</p>
    </>
  );
}
