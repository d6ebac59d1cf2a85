/** A rectangle by its left and top edge, width and height. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** Where `box` lies when its picture is shown whole in the middle of a square; shares of the square's side. */
export function placeInSquare([x, y, width, height]: Box, picture: { width: number; height: number }): Box {
  const side = Math.max(picture.width, picture.height);
  return [
    (x + (side - picture.width) / 2) / side,
    (y + (side - picture.height) / 2) / side,
    width / side,
    height / side,
  ];
}
