import { For } from "solid-js";
import type { PageDigit } from "@siffra/shared";
import { t } from "../../i18n/index.ts";
import { createCanvas } from "../../ui/createCanvas.ts";

/** Where a digit's box lies on a picture that is shown whole, in the middle of a square; percent of the square. */
export function placeBox([x, y, width, height]: PageDigit["box"], picture: { width: number; height: number }) {
  const side = Math.max(picture.width, picture.height);
  const percent = (length: number) => `${(100 * length) / side}%`;
  return {
    left: percent(x + (side - picture.width) / 2),
    top: percent(y + (side - picture.height) / 2),
    width: percent(width),
    height: percent(height),
  };
}

/** The picture that was read, with a frame around each digit found. */
export function PictureView(props: { bitmap: ImageBitmap; digits: readonly PageDigit[] }) {
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
      <For each={props.digits}>{(digit) => <span class="found" style={placeBox(digit.box, props.bitmap)} aria-hidden="true" />}</For>
    </>
  );
}
