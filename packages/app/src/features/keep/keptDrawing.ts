import { preferences } from "../../ui/preferences.ts";
import type { Stroke } from "../draw/stroke.ts";
import { decodeDrawing, encodeDrawing } from "./encode.ts";

const NAME = "drawing";

const isText = (value: unknown): value is string => typeof value === "string";

/** The drawing that lay on the paper when the page was left; none when nothing readable was kept. */
export function recallDrawing(): Stroke[] {
  const text = preferences.recall(NAME, isText);
  if (text === undefined) return [];
  try {
    return decodeDrawing(text);
  } catch {
    return [];
  }
}

/** Keeps the drawing on the device. Gives false where the browser keeps nothing, or no drawing of this length. */
export function keepDrawing(strokes: readonly Stroke[]): boolean {
  try {
    return preferences.remember(NAME, encodeDrawing(strokes));
  } catch {
    return false;
  }
}
