/** What has a place on a page. */
interface Placed {
  /** x, y, width, height. */
  box: readonly [number, number, number, number];
}

/** Digits whose gap is no wider than the taller of the two stand together. */
const GAP = 1;

/** The digits of a page as the numbers that they stand together in, in reading order. */
export function toNumbers<D extends Placed>(digits: readonly D[]): D[][] {
  const numbers: D[][] = [];
  for (const digit of digits) {
    const before = numbers.at(-1)?.at(-1);
    if (before && standTogether(before.box, digit.box)) numbers.at(-1)?.push(digit);
    else numbers.push([digit]);
  }
  return numbers;
}

function standTogether([x, y, w, h]: Placed["box"], [nextX, nextY, , nextH]: Placed["box"]): boolean {
  const isOneRow = Math.min(y + h, nextY + nextH) > Math.max(y, nextY);
  return isOneRow && nextX - (x + w) <= GAP * Math.max(h, nextH);
}
