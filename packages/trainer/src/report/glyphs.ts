import { IMAGE_SIZE } from "@siffra/shared";
import { encode } from "fast-png";
import { fromBase64 } from "../explore/index.ts";
import { type Html, html } from "./html.ts";

const SIDE = 28;

/** An image of a digit with a line under it. */
export interface Glyph {
  pixels: Uint8Array;
  /** What a screen reader says in the place of the picture. */
  alt: string;
  caption: string | Html;
}

/** Images of digits in rows, as many as fit side by side. */
export function drawGlyphs(glyphs: readonly Glyph[], caption: string, kind = ""): Html {
  const items = glyphs.map((glyph) => html`<li>${drawGlyph(glyph)}<span>${glyph.caption}</span></li>\n`);
  return html`<figure><ul class="glyphs ${kind}">${items}</ul><figcaption>${caption}</figcaption></figure>`;
}

/** One image of 784 bytes: its ink is opaque and its paper clear, so that the page's own paper shows. */
export function drawGlyph({ pixels, alt }: Pick<Glyph, "pixels" | "alt">): Html {
  const data = new Uint8Array(2 * IMAGE_SIZE);
  for (const [i, ink] of pixels.entries()) data[2 * i + 1] = ink;
  const png = encode({ width: SIDE, height: SIDE, data, channels: 2, depth: 8 });
  return html`<img class="glyph" width="28" height="28" alt="${alt}" src="data:image/png;base64,${Buffer.from(png).toString("base64")}">`;
}

/** The 784 bytes of every image of a sprite, by its name. */
export function readThumbnails({ images, pixels }: { images: readonly number[]; pixels: string }) {
  const bytes = fromBase64(pixels);
  const byImage = new Map(images.map((image, i) => [image, bytes.subarray(i * IMAGE_SIZE, (i + 1) * IMAGE_SIZE)]));
  return (image: number) => byImage.get(image) ?? new Uint8Array(IMAGE_SIZE);
}
