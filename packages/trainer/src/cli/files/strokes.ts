import { lineStrokes, type Page, packStrokes, type StrokesLine } from "@siffra/shared";
import { loadReaderCore } from "@siffra/shared/node";

/** The most bytes of a file of strokes. */
export const MAX_STROKES_BYTES = 50_000_000;

/** What the preprocessing finds in a line of strokes. The page is the caller's to free. @throws SiffraError "strokes-size" */
export function preprocessLine(line: StrokesLine): Page {
  const { points, lengths } = packStrokes(lineStrokes(line));
  return loadReaderCore().preprocessStrokes(points, lengths);
}
