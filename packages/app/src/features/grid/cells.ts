/** Squares along a side: as many as the model has pixels. */
export const GRID_SIDE = 28;

/** Pixels along a square: enough for the preprocessing to find strokes, as in a small photo. */
const PIXELS = 10;

const PAPER = 255;
const INK = 0;

/** Filled squares as dark ink on a light picture with a square of paper around it, RGBA. */
export function cellsToPicture(cells: readonly boolean[]) {
  const side = (GRID_SIDE + 2) * PIXELS;
  const data = new Uint8ClampedArray(4 * side * side).fill(PAPER);
  for (const [index, isFilled] of cells.entries()) {
    if (!isFilled) continue;
    const [row, column] = [Math.floor(index / GRID_SIDE) + 1, (index % GRID_SIDE) + 1];
    for (let y = row * PIXELS; y < (row + 1) * PIXELS; y++) {
      for (let x = column * PIXELS; x < (column + 1) * PIXELS; x++)
        data.fill(INK, 4 * (y * side + x), 4 * (y * side + x) + 3);
    }
  }
  return { width: side, height: side, data };
}

/** The squares on the straight way from one to another, both among them: a fast hand is not seen on each. */
export function cellsBetween(from: number, to: number): number[] {
  const row = (index: number) => Math.floor(index / GRID_SIDE);
  const column = (index: number) => index % GRID_SIDE;
  const [down, right] = [row(to) - row(from), column(to) - column(from)];
  const steps = Math.max(Math.abs(down), Math.abs(right), 1);
  const cell = (step: number) =>
    Math.round(row(from) + (down * step) / steps) * GRID_SIDE + Math.round(column(from) + (right * step) / steps);
  return Array.from({ length: steps + 1 }, (_, step) => cell(step));
}

/** The square that an arrow key, Home, End or Page Up and Down leads to from `index`; nothing for any other key. */
export function moveInGrid(key: string, index: number): number | undefined {
  const [row, column] = [Math.floor(index / GRID_SIDE), index % GRID_SIDE];
  const last = GRID_SIDE - 1;
  const at = (y: number, x: number) => Math.min(last, Math.max(0, y)) * GRID_SIDE + Math.min(last, Math.max(0, x));
  const targets: Record<string, number> = {
    ArrowLeft: at(row, column - 1),
    ArrowRight: at(row, column + 1),
    ArrowUp: at(row - 1, column),
    ArrowDown: at(row + 1, column),
    Home: at(row, 0),
    End: at(row, last),
    PageUp: at(0, column),
    PageDown: at(last, column),
  };
  return targets[key];
}
