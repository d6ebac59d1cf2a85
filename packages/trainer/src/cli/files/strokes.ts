import { type Core, lineStrokes, packStrokes, type StrokesLine } from "@siffra/shared";

/** The most bytes of a file of strokes. */
export const MAX_STROKES_BYTES = 50_000_000;

/** What the preprocessing finds in a line of strokes. The page is the caller's to free. @throws SiffraError "strokes-size" */
export function preprocessLine(core: Core, line: StrokesLine): ReturnType<Core["preprocessStrokes"]> {
  const { points, lengths } = packStrokes(lineStrokes(line));
  return core.preprocessStrokes(points, lengths);
}
