import type { Strokes } from "../draw/strokes.ts";

/** Undo by Ctrl+Z, redo by Ctrl+Shift+Z or Ctrl+Y; Cmd on a Mac. Gives whether the key was one of them. */
export function undoByKey(event: KeyboardEvent, strokes: Strokes): boolean {
  if (!(event.ctrlKey || event.metaKey)) return false;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) strokes.undo();
  else if (key === "z" || key === "y") strokes.redo();
  else return false;
  event.preventDefault();
  return true;
}
