import { SIDE } from "../side.ts";
import type { Level } from "./params.ts";

/** A table of indices, row by row. */
export interface Indices {
  rows: number;
  columns: number;
  values: number[];
}

interface Vote {
  pixel: number;
  weight: number;
}

/**
 * The pixels that vote in each cell, in the order in which the core adds them, and what a vote weighs there. Cells at the border
 * may have fewer: they are filled up with votes of weight 0.
 */
export function cellsOf(level: Level, interpolate: boolean): { indices: Indices; weights: number[] } {
  const weigh = interpolate ? nearness : contains;
  const cells = square(cellsOfSide(level)).map(([row, column]) =>
    square(SIDE).flatMap(([y, x], pixel): Vote[] => {
      const weight = Math.fround(weigh(level, row, y) * weigh(level, column, x));
      return weight > 0 ? [{ pixel, weight }] : [];
    }),
  );
  const columns = Math.max(...cells.map((votes) => votes.length));
  const votes = cells.flatMap((votes) =>
    Array.from({ length: columns }, (_, i) => votes[i] ?? { pixel: 0, weight: 0 }),
  );
  return {
    indices: { rows: cells.length, columns, values: votes.map(({ pixel }) => pixel) },
    weights: votes.map(({ weight }) => weight),
  };
}

/** The cells of each block. */
export function blocksOf(level: Level): Indices {
  const [cells, size] = [cellsOfSide(level), level.block_size];
  const blocks = square(cells - size + 1);
  const values = blocks.flatMap(([row, column]) => square(size).map(([y, x]) => (row + y) * cells + column + x));
  return { rows: blocks.length, columns: size * size, values };
}

const cellsOfSide = ({ cell_size, stride }: Level) => Math.floor((SIDE - cell_size) / stride) + 1;

/** (row, column) of a square grid, row by row. */
const square = (side: number) =>
  Array.from({ length: side * side }, (_, at) => [Math.floor(at / side), at % side] as const);

/** 1 for a pixel inside a cell, along one axis. */
function contains({ cell_size, stride }: Level, cell: number, pixel: number): number {
  return pixel >= cell * stride && pixel < cell * stride + cell_size ? 1 : 0;
}

/** 1 at a cell's centre, 0 from `cell_size` pixels away on, linear between, along one axis. */
function nearness({ cell_size, stride }: Level, cell: number, pixel: number): number {
  const centre = cell * stride + (cell_size - 1) / 2;
  return Math.max(0, Math.fround(1 - Math.fround(Math.abs(pixel - centre) / cell_size)));
}
