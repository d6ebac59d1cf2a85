import type { PenPoint } from "@siffra/shared";
import { type Strokes, SURFACE_SIDE } from "./strokes.ts";

/** What the pen needs to know of a PointerEvent. */
export interface PenEvent {
  pointerId: number;
  pointerType: string;
  button: number;
  clientX: number;
  clientY: number;
  pressure: number;
  getCoalescedEvents?(): readonly PenEvent[];
}

/** The surface on screen, in CSS pixels. */
export interface SurfaceBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Half pressure is how a pen is held without thinking: the core's nominal width, 1. */
const NOMINAL_PRESSURE = 0.5;
const WIDTH_RANGE = { min: 0.5, max: 1.7 };

/** Only pens measure pressure; mice and fingers report a constant. */
function penWidth(event: PenEvent): number {
  if (event.pointerType !== "pen" || event.pressure === 0) return 1;
  return Math.min(WIDTH_RANGE.max, Math.max(WIDTH_RANGE.min, event.pressure / NOMINAL_PRESSURE));
}

/**
 * Turns pointer events into strokes. Only the first pointer draws, so a second finger or a resting palm does nothing;
 * a pen that comes after a touch takes over, because then the touch was the palm.
 * Each handler returns whether the event was used.
 */
export function makePen(strokes: Strokes, box: () => SurfaceBox) {
  let active: { id: number; type: string } | undefined;

  function toPoint(event: PenEvent): PenPoint {
    const { left, top, width, height } = box();
    const x = ((event.clientX - left) / width) * SURFACE_SIDE;
    const y = ((event.clientY - top) / height) * SURFACE_SIDE;
    return { x, y, pressure: penWidth(event) };
  }

  /** Makes way for a new stroke, if it may begin. */
  function makeWay(event: PenEvent): boolean {
    if (!active) return true;
    if (event.pointerId === active.id) {
      // The end of its last stroke was never heard of.
      strokes.end();
      return true;
    }
    if (active.type !== "touch" || event.pointerType !== "pen") return false;
    strokes.cancel();
    return true;
  }

  function release(event: PenEvent, finish: () => void): boolean {
    if (event.pointerId !== active?.id) return false;
    active = undefined;
    finish();
    return true;
  }

  return {
    down(event: PenEvent): boolean {
      if (event.button !== 0 || !makeWay(event)) return false;
      active = { id: event.pointerId, type: event.pointerType };
      strokes.begin(toPoint(event));
      return true;
    },
    move(event: PenEvent): boolean {
      if (event.pointerId !== active?.id) return false;
      const events = event.getCoalescedEvents?.() ?? [];
      strokes.extend((events.length > 0 ? events : [event]).map(toPoint));
      return true;
    },
    up: (event: PenEvent): boolean => release(event, strokes.end),
    cancel: (event: PenEvent): boolean => release(event, strokes.cancel),
  };
}
