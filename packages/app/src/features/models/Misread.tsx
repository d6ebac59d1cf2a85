import { createResource, For, Show } from "solid-js";
import { language, translate } from "../../i18n/index.ts";
import { formatShare } from "../../i18n/language.ts";
import { PixelPicture } from "../../ui/PixelPicture.tsx";
import type { Cell } from "./Confusion.tsx";
import { fetchMistakes } from "./fetchRun.ts";
import { TEXTS } from "./texts.ts";
import { misreadImages } from "./thumbnails.ts";

const t = translate(TEXTS);

/** The test images of one field of the matrix. */
export function Misread(props: { model: string; cell: Cell }) {
  const [mistakes] = createResource(fetchMistakes);
  const found = () => {
    const known = mistakes.state === "ready" ? mistakes() : undefined;
    return known && misreadImages(known, props.model, props.cell.meant, props.cell.read);
  };
  return (
    <div class="misread" aria-live="polite">
      <h3>{t().confusion.pictures(props.cell.meant, props.cell.read)}</h3>
      <Show when={mistakes.state === "errored"}>
        <p role="alert">{t().failed}</p>
      </Show>
      <Show when={found()} fallback={<p>{mistakes.loading ? t().asking : ""}</p>}>
        {(cell) => (
          <>
            <Show when={cell().images.length < cell().count}>
              <p>{t().confusion.more(cell().images.length, cell().count)}</p>
            </Show>
            <ul>
              <For each={cell().images}>
                {({ pixels, confidence }) => {
                  const sure = () => formatShare(language(), confidence);
                  return (
                    <li>
                      <PixelPicture
                        kind="ink"
                        picture={{ width: 28, height: 28, pixels }}
                        label={t().confusion.picture(props.cell.meant, props.cell.read, sure())}
                      />
                      <span aria-hidden="true">{sure()}</span>
                    </li>
                  );
                }}
              </For>
            </ul>
          </>
        )}
      </Show>
    </div>
  );
}
