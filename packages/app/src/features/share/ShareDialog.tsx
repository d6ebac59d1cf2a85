import { asSiffraError } from "@siffra/shared";
import { createSignal, Show } from "solid-js";
import { translate } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { Dialog } from "../../ui/controls/Dialog.tsx";
import { download } from "../../ui/download.ts";
import type { ReadingState } from "../read/state/createReading.ts";
import { type Shared, toIdx, toJson, toLink, toPng, toSvg } from "./exports.ts";
import "./share.css";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

function sharedOf(state: ReadingState): Shared {
  const outcome = state.outcome();
  const reading = outcome?.kind === "reading" ? outcome.reading : undefined;
  const { kind } = state.source();
  if (kind === "drawing") return { strokes: state.drawing.list(), reading };
  return kind === "grid" ? { cells: state.grid.cells(), reading } : { reading };
}

const FILE = "siffra";

/** The ways to take a drawing and its answer elsewhere. */
export default function ShareDialog(props: { state: ReadingState; onClose: () => void }) {
  const [result, setResult] = createSignal("");
  const shared = () => sharedOf(props.state);
  const digits = () => shared().reading?.digits.length ?? 0;
  const hasInk = () => (shared().strokes?.length ?? 0) > 0 || (shared().cells?.some(Boolean) ?? false);

  /** Does `work` and says how it went. */
  async function run(work: () => Promise<string> | string): Promise<void> {
    setResult("");
    try {
      setResult(await work());
    } catch (error) {
      const name = error instanceof DOMException ? error.name : asSiffraError(error).code;
      const words: Record<string, string> = { NotAllowedError: t().refused, "drawing-too-long": t().tooLong };
      setResult(words[name] ?? t().failed);
    }
  }

  function save(extension: string, type: string, content: (from: Shared) => BlobPart | Promise<BlobPart>) {
    return run(async () => {
      const name = `${FILE}.${extension}`;
      download(name, await content(shared()), type);
      return t().saved(name);
    });
  }

  const copyLink = () =>
    run(async () => {
      await navigator.clipboard.writeText(toLink(shared().strokes ?? []));
      return t().copied;
    });

  const copyPicture = () =>
    run(async () => {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": toPng(shared()) })]);
      return t().copied;
    });

  const idx = async ({ reading }: Shared) => (reading ? ((await toIdx(reading)) as BlobPart) : "");

  return (
    <Dialog title={t().title} close={t().close} onClose={props.onClose}>
      <Show when={hasInk() || digits() > 0} fallback={<p>{t().nothing}</p>}>
        <Show when={(shared().strokes?.length ?? 0) > 0}>
          <div class="share-link">
            <Button class="primary" onClick={copyLink}>
              {t().link}
            </Button>
            <p class="caption">{t().linkNote}</p>
          </div>
        </Show>
        <div class="share-ways">
          <Show when={hasInk()}>
            <Button onClick={copyPicture}>{t().picture}</Button>
            <Button onClick={() => save("png", "image/png", toPng)}>{t().png}</Button>
            <Button onClick={() => save("svg", "image/svg+xml", toSvg)}>{t().svg}</Button>
          </Show>
          <Show when={digits() > 0}>
            <Button onClick={() => save("idx", "application/octet-stream", idx)}>{t().idx}</Button>
            <Button onClick={() => save("json", "application/json", toJson)}>{t().json}</Button>
          </Show>
        </div>
      </Show>
      <p class="share-result" role="status">
        {result()}
      </p>
    </Dialog>
  );
}
