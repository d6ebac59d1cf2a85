import { paintStrokes } from "../draw/ink.ts";
import { type Stroke, SURFACE_SIDE } from "../draw/stroke.ts";
import { GRID_SIDE } from "../grid/cells.ts";

/** Paper white and ink blue, whatever the theme: a file is looked at elsewhere. */
export const PAPER_COLOUR = "#ffffff";
export const INK_COLOUR = "#1d3fc4";

const open = (side: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" fill="${PAPER_COLOUR}"/>`;

const short = (value: number) => String(Math.round(value * 100) / 100);

/** The drawing as the surface shows it: the same curves, written down instead of painted. */
export function strokesToSvg(strokes: readonly Stroke[]): string {
  const parts: string[] = [];
  let path = "";
  const ink = {
    lineWidth: 0,
    lineCap: "round" as CanvasLineCap,
    lineJoin: "round" as CanvasLineJoin,
    clearRect: () => {},
    beginPath: () => {
      path = "";
    },
    moveTo: (x: number, y: number) => {
      path += `M${short(x)} ${short(y)}`;
    },
    quadraticCurveTo: (...numbers: [number, number, number, number]) => {
      path += `Q${numbers.map(short).join(" ")}`;
    },
    stroke: () => parts.push(`<path d="${path}" stroke-width="${short(ink.lineWidth)}"/>`),
  };
  paintStrokes(ink, strokes, SURFACE_SIDE);
  const group = `<g fill="none" stroke="${INK_COLOUR}" stroke-linecap="round" stroke-linejoin="round">`;
  return `${open(SURFACE_SIDE)}${group}${parts.join("")}</g></svg>\n`;
}

/** The filled squares as an SVG picture. */
export function cellsToSvg(cells: readonly boolean[]): string {
  const squares = cells.flatMap((isFilled, i) =>
    isFilled ? [`M${i % GRID_SIDE} ${Math.floor(i / GRID_SIDE)}h1v1h-1z`] : [],
  );
  return `${open(GRID_SIDE)}<path fill="${INK_COLOUR}" d="${squares.join("")}"/></svg>\n`;
}
