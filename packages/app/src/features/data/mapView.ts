import type { Exploration } from "@siffra/shared";

export type MapPoint = Exploration["map"]["points"][number];

/** A point and where it stands on a square of side 1, y downwards. */
export interface PlacedPoint extends MapPoint {
  left: number;
  top: number;
}

/** Free at the edges, so that no mark is cut off. */
const MARGIN = 0.03;

/** Spreads the points over the square, each axis by itself. */
export function placePoints(points: readonly MapPoint[]): PlacedPoint[] {
  const across = scaleOf(points.map(({ x }) => x));
  const up = scaleOf(points.map(({ y }) => y));
  return points.map((point) => ({ ...point, left: across(point.x), top: 1 - up(point.y) }));
}

function scaleOf(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const extent = Math.max(...values) - low;
  return (value) => (extent > 0 ? MARGIN + (1 - 2 * MARGIN) * ((value - low) / extent) : 0.5);
}

/** The point nearest to a place on the square; none where there are no points. */
export function nearestPoint(points: readonly PlacedPoint[], left: number, top: number): PlacedPoint | undefined {
  const distance = (point: PlacedPoint) => Math.hypot(point.left - left, point.top - top);
  return points.reduce<PlacedPoint | undefined>(
    (best, point) => (best && distance(best) <= distance(point) ? best : point),
    undefined,
  );
}

/** The points of one digit from left to right: the order in which they are walked through. */
export function walkOf(points: readonly PlacedPoint[], digit: number): PlacedPoint[] {
  return points.filter(({ label }) => label === digit).sort((a, b) => a.left - b.left || a.image - b.image);
}
