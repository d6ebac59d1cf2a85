import { onCleanup, onMount } from "solid-js";
import { t } from "../../i18n/index.ts";
import { createCanvas } from "../../ui/createCanvas.ts";
import type { ReactiveStrokes } from "./createStrokes.ts";
import { paintStrokes } from "./ink.ts";
import { makePen } from "./pen.ts";

/** The paper: takes the pen, shows the ink. */
export function Surface(props: { drawing: ReactiveStrokes }) {
  let canvas!: HTMLCanvasElement;
  const pen = makePen(props.drawing.strokes, () => canvas.getBoundingClientRect());

  createCanvas(
    () => canvas,
    (context, { width, ink }) => {
      context.strokeStyle = ink;
      paintStrokes(context, props.drawing.list(), width);
    },
  );

  function down(event: PointerEvent): void {
    if (!pen.down(event)) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
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
      role="img"
      aria-label={t().surface.drawing(props.drawing.list().length)}
      onPointerDown={down}
      onPointerMove={(event) => pen.move(event)}
      onPointerUp={(event) => pen.up(event)}
      onPointerCancel={(event) => pen.cancel(event)}
      onContextMenu={(event) => event.preventDefault()}
    />
  );
}
