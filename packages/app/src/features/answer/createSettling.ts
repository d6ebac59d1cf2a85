import type { PageDigit } from "@siffra/shared";
import { createEffect, onCleanup } from "solid-js";
import { type Box, placeInSquare } from "../../ui/picture/place.ts";
import { SURFACE_SIDE } from "../draw/stroke.ts";
import type { ReadingState } from "../read/state/createReading.ts";

/** The pen must rest this long; while somebody writes, nothing flies about. Milliseconds. */
const REST = 350;
const DURATION = 520;

/** The digit fills 20 of the 28 pixels. */
const FRAME = 28 / 20;

const DRAWING = { width: SURFACE_SIDE, height: SURFACE_SIDE };

/** The transform that lays `picture` over the part `box` of the sheet, a share of its side. */
function coverTransform(picture: DOMRect, sheet: DOMRect, [x, y, width, height]: Box): string {
  const scale = (Math.max(width, height) * sheet.width * FRAME) / picture.width;
  const dx = sheet.left + (x + width / 2) * sheet.width - (picture.left + picture.width / 2);
  const dy = sheet.top + (y + height / 2) * sheet.height - (picture.top + picture.height / 2);
  return `translate(${dx}px, ${dy}px) scale(${scale})`;
}

/**
 * When the pen rests, shows the ink settling from where it was written into the 28 by 28 pixels. Once a drawing or
 * picture, and not for people who want less motion.
 */
export function createSettling(
  state: ReadingState,
  elements: () => { picture: HTMLElement; sheet: HTMLElement },
): void {
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  let settled: string | undefined;

  /** The part of the sheet that a lone digit was read from. */
  function origin(): Box | undefined {
    const [outcome, source] = [state.outcome(), state.source()];
    const digits: readonly PageDigit[] = outcome?.kind === "reading" ? outcome.reading.digits : [];
    const [digit] = digits;
    if (!digit || digits.length > 1 || source.kind === "camera" || source.kind === "grid") return undefined;
    const size = source.kind === "drawing" ? DRAWING : source.bitmap;
    return size && placeInSquare(digit.box, size);
  }

  function settle(box: Box): void {
    const { picture, sheet } = elements();
    const from = coverTransform(picture.getBoundingClientRect(), sheet.getBoundingClientRect(), box);
    const frames = [
      { transform: from, opacity: 0 },
      { transform: from, opacity: 1, offset: 0.25 },
      { transform: "none" },
    ];
    picture.animate(frames, { duration: DURATION, easing: "cubic-bezier(0.5, 0, 0.2, 1)" });
  }

  createEffect(() => {
    const box = origin();
    const key = box?.join();
    if (state.drawing.isDrawing() || key === settled) return;
    const timer = setTimeout(() => {
      settled = key;
      if (box && !reduced.matches) settle(box);
    }, REST);
    onCleanup(() => clearTimeout(timer));
  });
}
