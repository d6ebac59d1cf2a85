import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { language, translate } from "../../i18n/index.ts";
import { formatCount } from "../../i18n/language.ts";
import { PixelPicture } from "../../ui/picture/PixelPicture.tsx";
import { asPicture } from "../run/thumbnails.ts";
import type { Explored } from "./fetchExploration.ts";
import { nearestPoint, type PlacedPoint, placePoints, walkOf } from "./mapView.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);
const SIDE = 480;

/** The images by their first two principal components; a pointer or a slider brings up one of them. */
export function DigitMap(props: { explored: Explored; digit: number }) {
  const points = createMemo(() => placePoints(props.explored.found.map.points));
  const walk = createMemo(() => walkOf(points(), props.digit));
  const [shown, setShown] = createSignal<PlacedPoint>();
  // Another digit begins in the middle of its images.
  createEffect(on(walk, (way) => setShown(way[Math.floor(way.length / 2)])));
  const place = () =>
    Math.max(
      0,
      walk().findIndex(({ image }) => image === shown()?.image),
    );
  const name = (point: PlacedPoint) => t().map.image(formatCount(language(), point.image), point.label);

  function point(event: PointerEvent & { currentTarget: SVGSVGElement }): void {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const found = nearestPoint(points(), (event.clientX - left) / width, (event.clientY - top) / height);
    if (found) setShown(found);
  }

  return (
    <div class="digit-map">
      <svg
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        role="img"
        aria-label={t().map.label(props.digit)}
        onPointerMove={point}
        onPointerDown={point}
      >
        <For each={points()}>
          {(each) => (
            <circle
              classList={{ picked: each.label === props.digit }}
              cx={each.left * SIDE}
              cy={each.top * SIDE}
              r={each.label === props.digit ? 5 : 3}
            />
          )}
        </For>
        <Show when={shown()}>
          {(each) => <circle class="ring" cx={each().left * SIDE} cy={each().top * SIDE} r="10" />}
        </Show>
      </svg>
      <div class="map-image">
        <Show when={shown()}>
          {(each) => (
            <figure>
              <Show when={props.explored.thumbnails.get(each().image)}>
                {(pixels) => <PixelPicture kind="ink" picture={asPicture(pixels())} label={name(each())} />}
              </Show>
              <figcaption class="caption" aria-hidden="true">
                {name(each())}
              </figcaption>
            </figure>
          )}
        </Show>
        <label class="map-walk">
          {t().map.walk}
          <input
            type="range"
            min="0"
            max={Math.max(0, walk().length - 1)}
            value={place()}
            aria-valuetext={shown() ? name(shown() as PlacedPoint) : ""}
            onInput={({ currentTarget }) => setShown(walk()[currentTarget.valueAsNumber])}
          />
        </label>
      </div>
    </div>
  );
}
