import { type Stroke, SURFACE_SIDE } from "./stroke.ts";

/** Width of the pen on screen, as a share of the surface. */
const PEN_WIDTH = 0.036;
const DOT = 0.1;

type Ink = Pick<
  CanvasRenderingContext2D,
  "beginPath" | "moveTo" | "quadraticCurveTo" | "stroke" | "clearRect" | "lineWidth" | "lineCap" | "lineJoin"
>;

const middle = (a: number, b: number) => (a + b) / 2;

/** One stroke as curves through the middles of its segments, each as wide as the pen was pressed. */
function paintStroke(context: Ink, stroke: Stroke, scale: number, nominal: number): void {
  let [x, y] = [stroke[0]?.x ?? 0, stroke[0]?.y ?? 0];
  for (const [i, point] of stroke.entries()) {
    const next = stroke[i + 1];
    // The nudge gives a single dot a length, without which canvases paint nothing.
    const [toX, toY] = next ? [middle(point.x, next.x), middle(point.y, next.y)] : [point.x + DOT, point.y];
    context.lineWidth = nominal * point.pressure;
    context.beginPath();
    context.moveTo(x * scale, y * scale);
    context.quadraticCurveTo(point.x * scale, point.y * scale, toX * scale, toY * scale);
    context.stroke();
    [x, y] = [toX, toY];
  }
}

/** Paints all strokes on a square canvas of `side` pixels. For people only: the core draws its own from the points. */
export function paintStrokes(context: Ink, strokes: readonly Stroke[], side: number): void {
  context.clearRect(0, 0, side, side);
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const stroke of strokes) paintStroke(context, stroke, side / SURFACE_SIDE, side * PEN_WIDTH);
}
