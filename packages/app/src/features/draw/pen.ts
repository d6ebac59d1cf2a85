import type { PenPoint } from "@siffra/shared";
import { makePalms } from "./palms.ts";
import type { PenEvent } from "./penEvent.ts";
import { SURFACE_SIDE } from "./stroke.ts";
import type { Strokes, Tool } from "./strokes.ts";

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

/** The other end of a pen reports itself as this button. */
const ERASER_BUTTON = 5;

/** Points are kept on a fine grid, so that a drawing that was saved or sent is the very same drawing. */
const GRID = { place: 4, pressure: 50 };

const snap = (value: number, perUnit: number) => Math.round(value * perUnit) / perUnit;

/** Only pens measure pressure; mice and fingers report a constant. */
function penWidth(event: PenEvent): number {
  if (event.pointerType !== "pen" || event.pressure === 0) return 1;
  return Math.min(WIDTH_RANGE.max, Math.max(WIDTH_RANGE.min, event.pressure / NOMINAL_PRESSURE));
}

/**
 * Turns pointer events into strokes. Only the first pointer draws, so a second finger does nothing; a palm does not
 * draw, see palms.ts. `tool` is what the person chose; a pen turned over erases whatever was chosen.
 * Each handler returns whether the event was used.
 */
export function makePen(strokes: Strokes, box: () => SurfaceBox, tool: () => Tool = () => "pen") {
  const palms = makePalms();
  let active: { id: number; type: string } | undefined;

  function toPoint(event: PenEvent): PenPoint {
    const { left, top, width, height } = box();
    const x = snap(((event.clientX - left) / width) * SURFACE_SIDE, GRID.place);
    const y = snap(((event.clientY - top) / height) * SURFACE_SIDE, GRID.place);
    return { x, y, pressure: snap(penWidth(event), GRID.pressure) };
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
      palms.notice(event);
      const erases = event.button === ERASER_BUTTON;
      if ((event.button !== 0 && !erases) || palms.isPalm(event) || !makeWay(event)) return false;
      active = { id: event.pointerId, type: event.pointerType };
      strokes.begin(toPoint(event), erases ? "eraser" : tool());
      return true;
    },
    move(event: PenEvent): boolean {
      palms.notice(event);
      if (event.pointerId !== active?.id) return false;
      const events = event.getCoalescedEvents?.() ?? [];
      strokes.extend((events.length > 0 ? events : [event]).map(toPoint));
      return true;
    },
    /** Where the browser thinks that the pen goes next: to be shown, never to be read. */
    ahead: (event: PenEvent): PenPoint[] => (event.getPredictedEvents?.() ?? []).map(toPoint),
    up: (event: PenEvent): boolean => release(event, strokes.end),
    cancel: (event: PenEvent): boolean => release(event, strokes.cancel),
  };
}
