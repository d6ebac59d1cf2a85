import { type Accessor, createSignal } from "solid-js";
import { makeStrokes, type Stroke, type Strokes } from "./strokes.ts";

export interface ReactiveStrokes {
  strokes: Strokes;
  list: Accessor<readonly Stroke[]>;
  canUndo: Accessor<boolean>;
  isDrawing: Accessor<boolean>;
}

/** The strokes as signals. `onChange` runs after the signals have changed. */
export function createStrokes(onChange: (strokes: Strokes) => void): ReactiveStrokes {
  const [version, setVersion] = createSignal(0);
  const strokes = makeStrokes(() => {
    setVersion((v) => v + 1);
    onChange(strokes);
  });
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
    isDrawing: reactive(strokes.isDrawing),
  };
}
