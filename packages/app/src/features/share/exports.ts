import type { Reading } from "@siffra/shared";
import { askLab } from "../../workers/lab/lab.ts";
import { paintStrokes } from "../draw/ink.ts";
import { type Stroke, SURFACE_SIDE } from "../draw/stroke.ts";
import { encodeDrawing } from "../keep/encode.ts";
import { cellsToSvg, INK_COLOUR, PAPER_COLOUR, strokesToSvg } from "./svg.ts";

/** What lies on the paper, as far as it can be given away: strokes, squares, or only what was read. */
export interface Shared {
  strokes?: readonly Stroke[];
  cells?: readonly boolean[];
  reading: Reading | undefined;
}

/** The link that brings this drawing back. @throws SiffraError "drawing-too-long" */
export const toLink = (strokes: readonly Stroke[]): string =>
  new URL(`#/?ink=${encodeDrawing(strokes)}`, document.baseURI).href;

export const toSvg = ({ strokes = [], cells }: Shared): string => (cells ? cellsToSvg(cells) : strokesToSvg(strokes));

/** The drawing as a PNG picture, 1000 pixels wide. */
export async function toPng({ strokes = [], cells }: Shared): Promise<Blob> {
  const canvas = new OffscreenCanvas(SURFACE_SIDE, SURFACE_SIDE);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("the browser gave no canvas");
  context.strokeStyle = INK_COLOUR;
  context.fillStyle = INK_COLOUR;
  if (cells) {
    const side = Math.sqrt(cells.length);
    const unit = SURFACE_SIDE / side;
    for (const [i, isFilled] of cells.entries()) {
      if (isFilled) context.fillRect((i % side) * unit, Math.floor(i / side) * unit, unit, unit);
    }
  } else {
    paintStrokes(context, strokes, SURFACE_SIDE);
  }
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = PAPER_COLOUR;
  context.fillRect(0, 0, SURFACE_SIDE, SURFACE_SIDE);
  return canvas.convertToBlob({ type: "image/png" });
}

/** The 28 x 28 pixels that were read, in MNIST's own form. */
export function toIdx(reading: Reading): Promise<Uint8Array> {
  const images = Uint8Array.from(reading.digits.flatMap(({ pixels }) => [...pixels]));
  return askLab((api) => api.writeIdx(images));
}

/** Strokes and answer as JSON; the strokes in the form that `siffra predict` reads. */
export function toJson({ strokes, reading }: Shared): string {
  const digits = reading?.digits.map(({ label, probabilities, set, box, pixels }) => {
    return { label, probabilities, set, box, pixels: [...pixels] };
  });
  const drawn = strokes?.map((stroke) => stroke.map(({ x, y, pressure }) => [x, y, pressure]));
  const content = { id: "drawing", strokes: drawn, model: reading?.model, digits, refused: reading?.refused };
  return `${JSON.stringify(content)}\n`;
}
