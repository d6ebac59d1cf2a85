import type { PenPoint } from "@siffra/shared";
import type { Stroke } from "./stroke.ts";

/** How far the eraser reaches, in the strokes' unit: a little wider than the pen. */
export const ERASER_RADIUS = 32;

/** Strokes are cut between points no further apart than this, so that a fast straight line is cut where it was touched. */
const STEP = ERASER_RADIUS / 4;

const mix = (a: number, b: number, t: number) => a + (b - a) * t;

/** The distance of `point` to the line from `a` to `b`. */
function distanceToSegment(point: PenPoint, a: PenPoint, b: PenPoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / squared;
  const nearest = Math.min(1, Math.max(0, t));
  return Math.hypot(point.x - mix(a.x, b.x, nearest), point.y - mix(a.y, b.y, nearest));
}

/** The stroke with points between its own, at most STEP apart. */
function refine(stroke: Stroke): PenPoint[] {
  return stroke.flatMap((to, i) => {
    const from = stroke[i - 1];
    if (!from) return [to];
    const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
    return Array.from({ length: count }, (_, k) => {
      const t = (k + 1) / count;
      return { x: mix(from.x, to.x, t), y: mix(from.y, to.y, t), pressure: mix(from.pressure, to.pressure, t) };
    });
  });
}

/** The pieces of a stroke that the eraser leaves; the stroke itself when it was not touched. */
function cut(stroke: Stroke, from: PenPoint, to: PenPoint): readonly Stroke[] {
  const fine = refine(stroke);
  const isLeft = fine.map((point) => distanceToSegment(point, from, to) > ERASER_RADIUS);
  if (isLeft.every(Boolean)) return [stroke];
  const pieces: PenPoint[][] = [];
  for (const [i, point] of fine.entries()) {
    if (!isLeft[i]) continue;
    if (i > 0 && isLeft[i - 1]) pieces.at(-1)?.push(point);
    else pieces.push([point]);
  }
  return pieces;
}

/** What is left of `strokes` after the eraser went from `from` to `to`; the same array when it touched nothing. */
export function eraseAlong(strokes: readonly Stroke[], from: PenPoint, to: PenPoint): readonly Stroke[] {
  const left = strokes.flatMap((stroke) => cut(stroke, from, to));
  const isSame = left.length === strokes.length && left.every((stroke, i) => stroke === strokes[i]);
  return isSame ? strokes : left;
}
