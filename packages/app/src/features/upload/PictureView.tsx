import type { PageDigit } from "@siffra/shared";
import { For } from "solid-js";
import { t } from "../../i18n/index.ts";
import { createCanvas } from "../../ui/picture/createCanvas.ts";
import { type Box, placeInSquare } from "../../ui/picture/place.ts";

/** The frame around a digit, as the style sheet wants it. */
function frameStyle(box: Box, picture: ImageBitmap) {
  const [left, top, width, height] = placeInSquare(box, picture).map((share) => `${100 * share}%`);
  return { left, top, width, height };
}

/** The picture that was read, with a frame around each digit found. */
export default function PictureView(props: { bitmap: ImageBitmap; digits: readonly PageDigit[] }) {
  let canvas!: HTMLCanvasElement;

  createCanvas(
    () => canvas,
    (context, { width, height }) => {
      const { bitmap } = props;
      const scale = Math.min(width / bitmap.width, height / bitmap.height);
      const [w, h] = [bitmap.width * scale, bitmap.height * scale];
      context.imageSmoothingQuality = "high";
      context.drawImage(bitmap, (width - w) / 2, (height - h) / 2, w, h);
    },
  );

  return (
    <>
      <canvas ref={canvas} class="picture" role="img" aria-label={t().surface.picture} />
      <For each={props.digits}>
        {(digit) => <span class="found" style={frameStyle(digit.box, props.bitmap)} aria-hidden="true" />}
      </For>
    </>
  );
}
