import { type Accessor, createSignal } from "solid-js";
import { cellsToPicture, GRID_SIDE } from "./cells.ts";

/** Squares that are filled or not, row by row, 28 by 28. */
export interface Grid {
  cells: Accessor<readonly boolean[]>;
  setCell(index: number, isFilled: boolean): void;
  clear(): void;
  /** The grid as ink on paper, as a camera would see it. */
  toFrame(): Promise<ImageBitmap>;
}

const EMPTY: readonly boolean[] = Array.from({ length: GRID_SIDE * GRID_SIDE }, () => false);

/** `onChange` runs after every change. */
export function createGrid(onChange: () => void): Grid {
  const [cells, setCells] = createSignal(EMPTY);

  function change(next: readonly boolean[]): void {
    setCells(next);
    onChange();
  }

  return {
    cells,
    setCell(index, isFilled) {
      if (cells()[index] !== isFilled) change(cells().with(index, isFilled));
    },
    clear: () => change(EMPTY),
    toFrame() {
      const { width, height, data } = cellsToPicture(cells());
      return createImageBitmap(new ImageData(data, width, height));
    },
  };
}
