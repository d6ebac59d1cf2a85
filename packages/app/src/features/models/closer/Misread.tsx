import { createMemo, For, type Resource, Show } from "solid-js";
import { language, translate } from "../../../i18n/index.ts";
import { formatShare } from "../../../i18n/language.ts";
import { PixelPicture } from "../../../ui/picture/PixelPicture.tsx";
import { asPicture } from "../../run/thumbnails.ts";
import type { MisreadPictures } from "../run/run.ts";
import { TEXTS } from "../texts.ts";
import { misreadImages } from "./misreadImages.ts";

const t = translate(TEXTS);

/** A digit as it was meant, and what it was read as. */
export interface Cell {
  meant: number;
  read: number;
}

/** The test images of one field of the matrix. */
export function Misread(props: { pictures: Resource<MisreadPictures>; model: string; cell: Cell }) {
  const found = createMemo(() => {
    const known = props.pictures.state === "ready" ? props.pictures() : undefined;
    return known && misreadImages(known.mistakes, known.thumbnails, props.model, props.cell.meant, props.cell.read);
  });
  return (
    <div class="misread" aria-live="polite">
      <h3>{t().confusion.pictures(props.cell.meant, props.cell.read)}</h3>
      <Show when={props.pictures.state === "errored"}>
        <p role="alert">{t().failed}</p>
      </Show>
      <Show when={found()} fallback={<p>{props.pictures.loading ? t().asking : ""}</p>}>
        {(cell) => (
          <>
            <Show when={cell().images.length < cell().count}>
              <p>{t().confusion.more(cell().images.length, cell().count)}</p>
            </Show>
            <ul class="thumbnails">
              <For each={cell().images}>
                {({ pixels, confidence }) => {
                  const sure = () => formatShare(language(), confidence);
                  return (
                    <li>
                      <PixelPicture
                        kind="ink"
                        picture={asPicture(pixels)}
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
