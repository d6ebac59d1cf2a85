import type { PenPoint } from "@siffra/shared";

/** The points between pen down and pen up; x and y in units of the surface, see SURFACE_SIDE. */
export type Stroke = readonly PenPoint[];

/** Length of a side of the drawing surface in the strokes' unit, whatever its size on screen. */
export const SURFACE_SIDE = 1000;
