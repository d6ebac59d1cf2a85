import { loadSynth } from "@siffra/shared/node";

export interface Point {
  x: number;
  y: number;
}
export type Strokes = Point[][];

const SEED = 2026;

/** More points than this in a stroke only make the test slower: hands move on between two frames. */
const MAX_POINTS = 22;

/** Keeps first, last and evenly chosen points between them. */
function thinOut(points: readonly Point[]): Point[] {
  if (points.length <= MAX_POINTS) return [...points];
  const step = (points.length - 1) / (MAX_POINTS - 1);
  return Array.from({ length: MAX_POINTS }, (_, i) => points[Math.round(i * step)] as Point);
}

/** A drawing of `label` by the project's own generator, its longer side scaled to 0..1 and centred. */
export function synthStrokes(label: number, index: number): Strokes {
  const set = loadSynth().synthStrokes(label, "tidy", SEED, index);
  const { points, lengths } = set;
  set.free();
  let next = 0;
  const strokes = Array.from(lengths, (length) =>
    Array.from({ length }, () => {
      const at = 3 * next++;
      return { x: points[at] as number, y: points[at + 1] as number };
    }),
  );
  return centre(strokes).map(thinOut);
}

function centre(strokes: Strokes): Strokes {
  const xs = strokes.flat().map(({ x }) => x);
  const ys = strokes.flat().map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const side = Math.max(right - left, bottom - top);
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: 0.5 + (x - (left + right) / 2) / side, y: 0.5 + (y - (top + bottom) / 2) / side })),
  );
}

/** Strokes of 0..1 scaled into a rectangle, in its middle. */
export function place(strokes: Strokes, box: { x: number; y: number; width: number; height: number }, share: number) {
  const side = Math.min(box.width, box.height) * share;
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  return strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: cx + (x - 0.5) * side, y: cy + (y - 0.5) * side })));
}
