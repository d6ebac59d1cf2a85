import { createEffect } from "solid-js";
import { createInk } from "./createCanvas.ts";

/** Grey pixels, row-major. */
export interface Pixels {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Pictures of at most this height are enlarged on screen. */
const COARSE = 64;

/** Ink is laid on as alpha, so that the theme's ink shows; a grey picture shows as it is. */
function toImageData({ width, height, pixels }: Pixels, kind: "ink" | "grey"): ImageData {
  const image = new ImageData(width, height);
  const { data } = image;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (kind === "grey") data.fill(value, 4 * i, 4 * i + 3);
    data[4 * i + 3] = kind === "ink" ? value : 255;
  }
  return image;
}

/** Shows pixels as the core made them. */
export function PixelPicture(props: {
  picture: Pixels;
  kind: "ink" | "grey";
  label: string;
  ref?: (element: HTMLCanvasElement) => void;
}) {
  let canvas!: HTMLCanvasElement;
  const ink = createInk(() => canvas);

  createEffect(() => {
    const { width, height } = props.picture;
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    if (!context) return;
    context.putImageData(toImageData(props.picture, props.kind), 0, 0);
    if (props.kind === "grey") return;
    // Colours what has alpha, without asking which colour the style sheet chose.
    context.globalCompositeOperation = "source-in";
    context.fillStyle = ink();
    context.fillRect(0, 0, width, height);
  });

  return (
    <canvas
      ref={(element) => {
        canvas = element;
        props.ref?.(element);
      }}
      class="pixels"
      classList={{ "pixels--coarse": props.picture.height <= COARSE }}
      role="img"
      aria-label={props.label}
    />
  );
}
