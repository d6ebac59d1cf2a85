import type { PenPoint } from "@siffra/shared";

/** The points between pen down and pen up; x and y in units of the surface, see SURFACE_SIDE. */
export type Stroke = readonly PenPoint[];

/** Length of a side of the drawing surface in the strokes' unit, whatever its size on screen. */
export const SURFACE_SIDE = 1000;

/** Points closer than this to the one before say nothing new. */
const MIN_DISTANCE = 1.5;

const distance = (a: PenPoint, b: PenPoint) => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * What has been drawn, with its history. Clearing is a step like any other, so that it can be undone too.
 * `onChange` is called after every change.
 */
export function makeStrokes(onChange: () => void) {
  let finished: readonly Stroke[] = [];
  let current: PenPoint[] | undefined;
  const past: (readonly Stroke[])[] = [];

  function step(next: readonly Stroke[]): void {
    past.push(finished);
    finished = next;
    onChange();
  }

  return {
    /** All strokes in drawing order, the unfinished one last. */
    list: (): readonly Stroke[] => (current ? [...finished, current] : finished),
    isDrawing: (): boolean => current !== undefined,
    canUndo: (): boolean => past.length > 0,

    begin(point: PenPoint): void {
      current = [point];
      onChange();
    },
    extend(points: readonly PenPoint[]): void {
      if (!current) return;
      for (const point of points) {
        const last = current.at(-1);
        if (last && distance(last, point) >= MIN_DISTANCE) current.push(point);
      }
      onChange();
    },
    end(): void {
      if (!current) return;
      const stroke = current;
      current = undefined;
      step([...finished, stroke]);
    },
    /** Forgets the unfinished stroke: the palm or the system took over. */
    cancel(): void {
      if (!current) return;
      current = undefined;
      onChange();
    },
    /** Takes back the unfinished stroke, else the last step. */
    undo(): void {
      if (current) {
        current = undefined;
      } else {
        const previous = past.pop();
        if (!previous) return;
        finished = previous;
      }
      onChange();
    },
    clear(): void {
      current = undefined;
      if (finished.length > 0) step([]);
    },
  };
}

export type Strokes = ReturnType<typeof makeStrokes>;
