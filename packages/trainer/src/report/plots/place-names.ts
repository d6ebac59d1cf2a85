/** A point of a plot in pixels from its upper left corner, and the width of its name. */
export interface NamedPoint {
  x: number;
  y: number;
  width: number;
}

/** Where a name stands: its first or last letter at the point, so far above or below it. */
export interface Place {
  anchor: "start" | "end";
  dy: number;
}

interface Box {
  left: number;
  right: number;
  middle: number;
}

const LINE = 17;
const PLACES: Place[] = [-15, 17, -32, 34].flatMap((dy) => [
  { anchor: "start" as const, dy },
  { anchor: "end" as const, dy },
]);

/** A place for each name inside a plot of this width, where it covers no name before it and no point, if there is one. */
export function placeNames(points: readonly NamedPoint[], width: number): Place[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 6, right: x + 6, middle: y }));
  return points.map((point) => {
    const isFree = (place: Place) => {
      const box = boxOf(point, place);
      return box.left >= 0 && box.right <= width && !taken.some((other) => covers(box, other));
    };
    const place = PLACES.find(isFree) ?? (PLACES[point.x < width / 2 ? 0 : 1] as Place);
    taken.push(boxOf(point, place));
    return place;
  });
}

function boxOf({ x, y, width }: NamedPoint, { anchor, dy }: Place): Box {
  return anchor === "start"
    ? { left: x - 5, right: x - 5 + width, middle: y + dy }
    : { left: x + 5 - width, right: x + 5, middle: y + dy };
}

function covers(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && Math.abs(a.middle - b.middle) < (LINE + 12) / 2;
}
