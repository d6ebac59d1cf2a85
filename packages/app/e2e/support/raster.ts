import { type Point, place, type Strokes } from "./strokes.ts";

/** A grey picture, row-major, 0 is black. */
export interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Lightness of the paper and the ink; a photo has grey paper and is darker towards one corner. */
export interface Look {
  paper: number;
  ink: number;
  shade: number;
}

export const SCAN: Look = { paper: 255, ink: 0, shade: 0 };
export const PHOTO: Look = { paper: 205, ink: 45, shade: 40 };

function distanceToSegment(x: number, y: number, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / squared));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

/** Draws strokes as dark ink on light paper, in the middle of a picture of the given size. */
export function drawPicture(strokes: Strokes, width: number, height: number, look: Look): Grey {
  const placed = place(strokes, { x: 0, y: 0, width, height }, 0.55);
  const radius = Math.min(width, height) * 0.022;
  const segments = placed.flatMap((stroke) => stroke.slice(1).map((to, i) => [stroke[i] as Point, to] as const));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.min(...segments.map(([a, b]) => distanceToSegment(x + 0.5, y + 0.5, a, b)));
      const coverage = Math.min(1, Math.max(0, radius - distance + 0.5));
      const paper = look.paper - look.shade * ((x / width + y / height) / 2);
      pixels[y * width + x] = Math.round(paper + (look.ink - paper) * coverage);
    }
  }
  return { width, height, pixels };
}

/** The same lightness everywhere: a picture without ink. */
export function blankPicture(width: number, height: number): Grey {
  return { width, height, pixels: new Uint8Array(width * height).fill(250) };
}
