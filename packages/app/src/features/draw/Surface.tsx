import type { PenPoint } from "@siffra/shared";
import { createSignal, onCleanup, onMount } from "solid-js";
import { t } from "../../i18n/index.ts";
import { createCanvas } from "../../ui/picture/createCanvas.ts";
import type { ReactiveStrokes } from "./createStrokes.ts";
import { paintStrokes } from "./ink.ts";
import { makePen } from "./pen.ts";

/** The paper: takes the pen, shows the ink. */
export function Surface(props: { drawing: ReactiveStrokes }) {
  let canvas!: HTMLCanvasElement;
  const { drawing } = props;
  const pen = makePen(drawing.strokes, () => canvas.getBoundingClientRect(), drawing.tool);
  const [ahead, setAhead] = createSignal<readonly PenPoint[]>([]);

  /** The ink, the unfinished stroke drawn on to where the pen will be when the screen shows it. */
  function visibleStrokes() {
    const strokes = drawing.list();
    const last = strokes.at(-1);
    if (!last || ahead().length === 0 || !drawing.isDrawing() || drawing.tool() === "eraser") return strokes;
    return [...strokes.slice(0, -1), [...last, ...ahead()]];
  }

  createCanvas(
    () => canvas,
    (context, { width, ink }) => {
      context.strokeStyle = ink;
      paintStrokes(context, visibleStrokes(), width);
    },
  );

  function down(event: PointerEvent): void {
    if (!pen.down(event)) return;
    setAhead([]);
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent): void {
    if (pen.move(event)) setAhead(pen.ahead(event));
  }

  onMount(() => {
    // Some browsers scroll by touch in spite of `touch-action` unless a listener that is not passive says no.
    const stop = (event: TouchEvent) => event.preventDefault();
    canvas.addEventListener("touchstart", stop, { passive: false });
    onCleanup(() => canvas.removeEventListener("touchstart", stop));
  });

  return (
    <canvas
      ref={canvas}
      class="surface"
      classList={{ "surface--erasing": drawing.tool() === "eraser" }}
      role="img"
      aria-label={t().surface.drawing(drawing.list().length)}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={pen.up}
      onPointerCancel={pen.cancel}
      onContextMenu={(event) => event.preventDefault()}
    />
  );
}
