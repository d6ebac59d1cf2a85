import * as v from "valibot";
import { SiffraError } from "./errors.ts";

/** A point of the pen: any unit, y downwards. Pressure is the pen's width beside its usual one: 1 is usual, 0.25 to 4. */
export interface PenPoint {
  x: number;
  y: number;
  pressure: number;
}

/** Of a pen without pressure. */
const USUAL_PRESSURE = 1;

const MAX_POINTS = 100_000;
const MAX_STROKES = 1000;

/** Strokes as the core takes them: x, y, pressure triplets, and the number of points of each stroke. */
export interface PackedStrokes {
  points: Float32Array;
  lengths: Uint32Array;
}

/** @throws SiffraError "strokes-size" for more than a person draws */
export function packStrokes(strokes: readonly (readonly PenPoint[])[]): PackedStrokes {
  const count = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  if (strokes.length > MAX_STROKES || count > MAX_POINTS) {
    throw new SiffraError(
      "strokes-size",
      `Expected at most ${MAX_STROKES} strokes and ${MAX_POINTS} points, found ${strokes.length} and ${count}. Split the drawing.`,
    );
  }
  const points = strokes.flat().flatMap(({ x, y, pressure }) => [x, y, pressure]);
  return { points: Float32Array.from(points), lengths: Uint32Array.from(strokes, (stroke) => stroke.length) };
}

const Coordinate = v.pipe(v.number(), v.minValue(-1e6), v.maxValue(1e6));
const Pressure = v.pipe(v.number(), v.minValue(0.25), v.maxValue(4));
const LinePoint = v.union([v.tuple([Coordinate, Coordinate]), v.tuple([Coordinate, Coordinate, Pressure])]);

/** A line of a strokes file: `{"id":"a","strokes":[[[x,y],...],...]}`, a third number being the pressure. */
export const StrokesLine = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  strokes: v.array(v.array(LinePoint)),
});
export type StrokesLine = v.InferOutput<typeof StrokesLine>;

/** The strokes of a line as pen points. */
export function lineStrokes(line: StrokesLine): PenPoint[][] {
  return line.strokes.map((stroke) => stroke.map(([x, y, pressure = USUAL_PRESSURE]) => ({ x, y, pressure })));
}
