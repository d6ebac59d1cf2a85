import { createSignal, For, Show } from "solid-js";
import { language, translate } from "../../i18n/index.ts";
import { formatCount } from "../../i18n/language.ts";
import { PixelPicture } from "../../ui/picture/PixelPicture.tsx";
import { asPicture, type Thumbnails } from "../run/thumbnails.ts";
import type { Explored } from "./fetchExploration.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** An image of the training file; nothing where the run does not hold it. */
function TrainingImage(props: { thumbnails: Thumbnails; image: number; label: string }) {
  return (
    <Show when={props.thumbnails.get(props.image)}>
      {(pixels) => <PixelPicture kind="ink" picture={asPicture(pixels())} label={props.label} />}
    </Show>
  );
}

/** Images with different labels that are nearly the same. */
export function NearPairs(props: { explored: Explored }) {
  return (
    <ul class="thumbnails doubts pairs">
      <For each={props.explored.found.nearest.pairs}>
        {({ images, labels }) => (
          <li>
            <For each={images}>
              {(image, i) => (
                <TrainingImage
                  thumbnails={props.explored.thumbnails}
                  image={image}
                  label={t().pairs.image(formatCount(language(), image), labels[i()] ?? 0)}
                />
              )}
            </For>
            <span aria-hidden="true">{t().pairs.pair(...labels)}</span>
          </li>
        )}
      </For>
    </ul>
  );
}

/** Images whose label a model doubts, the most doubtful first. */
export function Suspects(props: { explored: Explored; digit: number }) {
  const [isOnly, setOnly] = createSignal(false);
  const shown = () =>
    props.explored.found.labelErrors.suspects.filter(({ label }) => !isOnly() || label === props.digit);
  return (
    <>
      <label class="choice">
        <input type="checkbox" checked={isOnly()} onChange={({ currentTarget }) => setOnly(currentTarget.checked)} />
        <span>{t().suspects.only(props.digit)}</span>
      </label>
      <Show when={shown().length > 0} fallback={<p role="status">{t().suspects.none(props.digit)}</p>}>
        <ul class="thumbnails doubts">
          <For each={shown()}>
            {({ image, label, suggested }) => (
              <li>
                <TrainingImage
                  thumbnails={props.explored.thumbnails}
                  image={image}
                  label={t().suspects.image(formatCount(language(), image), label, suggested)}
                />
                <span aria-hidden="true">{t().suspects.caption(label, suggested)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
