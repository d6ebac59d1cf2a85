import { type Accessor, createSignal, type Setter } from "solid-js";
import type { Stroke } from "./stroke.ts";
import { type Change, makeStrokes, type Strokes, type Tool } from "./strokes.ts";

export interface ReactiveStrokes {
  strokes: Strokes;
  list: Accessor<readonly Stroke[]>;
  canUndo: Accessor<boolean>;
  canRedo: Accessor<boolean>;
  isDrawing: Accessor<boolean>;
  /** What the hand holds. */
  tool: Accessor<Tool>;
  setTool: Setter<Tool>;
}

/** The strokes as signals. `onChange` runs after the signals have changed. */
export function createStrokes(
  onChange: (strokes: Strokes, change: Change) => void,
  initial: readonly Stroke[] = [],
): ReactiveStrokes {
  const [version, setVersion] = createSignal(0);
  const [tool, setTool] = createSignal<Tool>("pen");
  const strokes = makeStrokes((change) => {
    setVersion((v) => v + 1);
    onChange(strokes, change);
  }, initial);
  const reactive =
    <T>(read: () => T) =>
    () => {
      version();
      return read();
    };
  return {
    strokes,
    list: reactive(strokes.list),
    canUndo: reactive(strokes.canUndo),
    canRedo: reactive(strokes.canRedo),
    isDrawing: reactive(strokes.isDrawing),
    tool,
    setTool,
  };
}
