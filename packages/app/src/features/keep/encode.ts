import { SiffraError } from "@siffra/shared";
import { type Stroke, SURFACE_SIDE } from "../draw/stroke.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { makeByteReader, makeByteWriter } from "./varints.ts";

/** First byte of a drawing as text, so that a later form can be told from this one. */
const FORM = 1;

/** The pen's own grid: see draw/pen.ts. */
const PER_UNIT = 4;
const PER_PRESSURE = 50;

/** A drawing by hand has a few hundred points; a link of this size still fits where links are pasted. */
const MAX_STROKES = 300;
const MAX_POINTS = 8000;
const MAX_CHARACTERS = 48_000;

/** Strokes may leave the surface, not wander off. */
const MAX_PLACE = 3 * SURFACE_SIDE * PER_UNIT;
const PRESSURES = { usual: PER_PRESSURE, min: 0.25 * PER_PRESSURE, max: 4 * PER_PRESSURE };

const count = (strokes: readonly Stroke[]) => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

/**
 * A drawing as letters, digits, - and _: for each stroke its number of points and the steps between them, with the
 * pressure where it is not the usual one. About three characters a point.
 * @throws SiffraError "drawing-too-long"
 */
export function encodeDrawing(strokes: readonly Stroke[]): string {
  const points = count(strokes);
  if (strokes.length > MAX_STROKES || points > MAX_POINTS) {
    throw new SiffraError(
      "drawing-too-long",
      `Expected at most ${MAX_STROKES} strokes and ${MAX_POINTS} points, found ${strokes.length} and ${points}. Draw less.`,
    );
  }
  const out = makeByteWriter();
  out.byte(FORM);
  for (const stroke of strokes) {
    const pressed = stroke.some(({ pressure }) => pressure !== 1);
    out.unsigned(2 * stroke.length + (pressed ? 1 : 0));
    let [x, y] = [0, 0];
    for (const point of stroke) {
      const [toX, toY] = [Math.round(point.x * PER_UNIT), Math.round(point.y * PER_UNIT)];
      out.signed(toX - x);
      out.signed(toY - y);
      if (pressed) out.byte(Math.round(point.pressure * PER_PRESSURE));
      [x, y] = [toX, toY];
    }
  }
  return toBase64Url(out.bytes());
}

function broken(reason: string): SiffraError {
  return new SiffraError("drawing-broken", `Expected a drawing as this app writes it: ${reason}. Copy the link again.`);
}

function inRange(value: number, min: number, max: number): number {
  if (value < min || value > max) throw broken(`${value} is not in ${min} to ${max}`);
  return value;
}

/** Takes what a link or the device's storage holds, which anybody may have written. @throws SiffraError "drawing-broken" */
export function decodeDrawing(text: string): Stroke[] {
  if (text.length > MAX_CHARACTERS) throw broken(`it has ${text.length} characters`);
  const bytes = fromBase64Url(text);
  if (!bytes) throw broken("it is not base64");
  const reader = makeByteReader(bytes, broken);
  if (reader.byte() !== FORM) throw broken("it has another form");
  const strokes: Stroke[] = [];
  let left = MAX_POINTS;
  while (!reader.atEnd()) {
    inRange(strokes.length, 0, MAX_STROKES - 1);
    const head = reader.unsigned();
    const [length, pressed] = [inRange(head >> 1, 1, left), head % 2 === 1];
    left -= length;
    let [x, y] = [0, 0];
    strokes.push(
      Array.from({ length }, () => {
        x = inRange(x + reader.signed(), -MAX_PLACE, MAX_PLACE);
        y = inRange(y + reader.signed(), -MAX_PLACE, MAX_PLACE);
        const pressure = pressed ? inRange(reader.byte(), PRESSURES.min, PRESSURES.max) : PRESSURES.usual;
        return { x: x / PER_UNIT, y: y / PER_UNIT, pressure: pressure / PER_PRESSURE };
      }),
    );
  }
  return strokes;
}
