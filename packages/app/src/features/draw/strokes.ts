import type { PenPoint } from "@siffra/shared";
import { eraseAlong } from "./erase.ts";
import type { Stroke } from "./stroke.ts";

export type Tool = "pen" | "eraser";

/** Points closer than this to the one before say nothing new. */
const MIN_DISTANCE = 1.5;

const distance = (a: PenPoint, b: PenPoint) => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * What has changed: the pen touches the paper, which is not much before it moves; there is other ink; or a stroke ends,
 * which adds none.
 */
export type Change = "touch" | "ink" | "lift";

/** What happens between pen down and pen up: a stroke grows, or the eraser takes away. */
type Gesture = { tool: "pen"; stroke: PenPoint[] } | { tool: "eraser"; left: readonly Stroke[]; at: PenPoint };

/**
 * What has been drawn, with its history. Clearing and erasing are steps like any other, so that they can be undone
 * too. `onChange` is called after every change.
 */
export function makeStrokes(onChange: (change: Change) => void, initial: readonly Stroke[] = []) {
  let finished = initial;
  let gesture: Gesture | undefined;
  const past: (readonly Stroke[])[] = [];
  let future: (readonly Stroke[])[] = [];

  function step(next: readonly Stroke[], change: Change = "ink"): void {
    past.push(finished);
    future = [];
    finished = next;
    onChange(change);
  }

  function shown(): readonly Stroke[] {
    if (gesture?.tool === "pen") return [...finished, gesture.stroke];
    return gesture?.left ?? finished;
  }

  /** Moves one step between what was and what comes after it. */
  function travel(from: (readonly Stroke[])[], to: (readonly Stroke[])[]): void {
    const next = from.pop();
    if (!next) return;
    to.push(finished);
    finished = next;
    onChange("ink");
  }

  function forgetGesture(): boolean {
    if (!gesture) return false;
    gesture = undefined;
    onChange("ink");
    return true;
  }

  /** Where the pen or the eraser goes next; gives whether that changed anything. */
  function follow(point: PenPoint): boolean {
    if (gesture?.tool === "pen") {
      const last = gesture.stroke.at(-1);
      const isFar = last !== undefined && distance(last, point) >= MIN_DISTANCE;
      if (isFar) gesture.stroke.push(point);
      return isFar;
    }
    if (!gesture) return false;
    const left = eraseAlong(gesture.left, gesture.at, point);
    const isErased = left !== gesture.left;
    gesture = { ...gesture, left, at: point };
    return isErased;
  }

  return {
    /** All strokes in drawing order, the unfinished one last. */
    list: shown,
    isDrawing: (): boolean => gesture !== undefined,
    canUndo: (): boolean => past.length > 0,
    canRedo: (): boolean => future.length > 0,

    begin(point: PenPoint, tool: Tool = "pen"): void {
      gesture =
        tool === "pen" ? { tool, stroke: [point] } : { tool, left: eraseAlong(finished, point, point), at: point };
      onChange(tool === "pen" ? "touch" : "ink");
    },
    extend(points: readonly PenPoint[]): void {
      if (!gesture) return;
      const changes = points.map((point) => follow(point));
      if (changes.includes(true)) onChange("ink");
    },
    end(): void {
      if (!gesture) return;
      const next = shown();
      const isDot = gesture.tool === "pen" && gesture.stroke.length === 1;
      gesture = undefined;
      // An eraser that touched nothing is no step.
      if (next === finished) onChange("lift");
      else step(next, isDot ? "ink" : "lift");
    },
    /** Forgets the unfinished stroke: the palm or the system took over. */
    cancel(): void {
      forgetGesture();
    },
    /** Takes back the unfinished stroke, else the last step. */
    undo(): void {
      if (!forgetGesture()) travel(past, future);
    },
    redo(): void {
      if (!gesture) travel(future, past);
    },
    clear(): void {
      gesture = undefined;
      if (finished.length > 0) step([]);
    },
    /** Puts another drawing in place of this one; a step that can be undone. */
    replace(strokes: readonly Stroke[]): void {
      gesture = undefined;
      step(strokes);
    },
  };
}

export type Strokes = ReturnType<typeof makeStrokes>;
