import { createSignal, Index, onCleanup, onMount } from "solid-js";
import { t as common, translate } from "../../i18n/index.ts";
import { cellsBetween, GRID_SIDE, moveInGrid } from "./cells.ts";
import type { Grid } from "./createGrid.ts";
import "./grid.css";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);
const SIDE = Array.from({ length: GRID_SIDE }, (_, i) => i);

/** The paper as 28 by 28 squares, for hands that write with a keyboard; a mouse or a finger fills squares too. */
export default function GridEditor(props: { grid: Grid }) {
  let table!: HTMLTableElement;
  const [current, setCurrent] = createSignal((GRID_SIDE / 2) * GRID_SIDE + GRID_SIDE / 2);
  /** What a pointer that is down does to the squares it crosses, and the one it was last seen on. */
  let stroke: { fills: boolean; last: number | undefined } | undefined;

  const cellAt = (index: number) => table.querySelector<HTMLElement>(`[data-index="${index}"]`);

  function moveTo(index: number, fills: boolean): void {
    if (fills) props.grid.setCell(current(), true);
    setCurrent(index);
    if (fills) props.grid.setCell(index, true);
    cellAt(index)?.focus();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = moveInGrid(event.key, current());
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (event.key === " " || event.key === "Enter") props.grid.setCell(current(), !props.grid.cells()[current()]);
    else if (event.key === "Backspace" || event.key === "Delete") props.grid.setCell(current(), false);
    else return;
    event.preventDefault();
  }

  const indexUnder = (event: PointerEvent) => {
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-index]");
    return cell && table.contains(cell) ? Number(cell.dataset["index"]) : undefined;
  };

  /** Fills, or empties, on the way to where the pointer is; what it crosses outside of the grid is no way. */
  function paint(event: PointerEvent): void {
    const index = indexUnder(event);
    if (index !== undefined) {
      stroke ??= { fills: !props.grid.cells()[index], last: undefined };
      for (const crossed of cellsBetween(stroke.last ?? index, index)) props.grid.setCell(crossed, stroke.fills);
      setCurrent(index);
    }
    if (stroke) stroke.last = index;
  }

  /** A browser bundles what a fast hand does by frame. */
  function move(event: PointerEvent): void {
    if (event.buttons !== 1 || !stroke) return;
    for (const each of event.getCoalescedEvents?.() ?? []) paint(each);
    paint(event);
  }

  onMount(() => {
    const stop = () => {
      stroke = undefined;
    };
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
    onCleanup(() => {
      removeEventListener("pointerup", stop);
      removeEventListener("pointercancel", stop);
    });
    cellAt(current())?.focus({ preventScroll: true });
  });

  return (
    <>
      <p id="grid-help" class="visually-hidden">
        {common().surface.gridHelp}
      </p>
      <table
        ref={table}
        class="grid"
        role="grid"
        aria-label={t().label}
        aria-describedby="grid-help"
        onKeyDown={onKey}
        onPointerDown={(event) => event.button === 0 && paint(event)}
        onPointerMove={move}
      >
        <tbody>
          <Index each={SIDE}>
            {(row) => (
              <tr class="grid-row" aria-label={t().row(row() + 1)}>
                <Index each={SIDE}>
                  {(column) => {
                    const index = () => row() * GRID_SIDE + column();
                    const isFilled = () => props.grid.cells()[index()] ?? false;
                    return (
                      <td
                        class="grid-cell"
                        classList={{ "grid-cell--filled": isFilled() }}
                        role="gridcell"
                        data-index={index()}
                        tabindex={current() === index() ? 0 : -1}
                        aria-label={isFilled() ? t().filled : t().empty}
                        aria-selected={isFilled()}
                      />
                    );
                  }}
                </Index>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
    </>
  );
}
