import type { PenEvent } from "./penEvent.ts";

/** Fingertips touch about 10 to 25 CSS pixels; the side of a hand touches more. */
const PALM_SIZE = 60;

/** A hand that holds a pen rests on the screen between two strokes. Milliseconds. */
const PEN_STAYS_NEAR = 2000;

/** Tells a resting hand from a finger that writes: by its size, and by a pen that is or was just now near. */
export function makePalms() {
  let penSeenAt = Number.NEGATIVE_INFINITY;
  return {
    notice(event: PenEvent): void {
      if (event.pointerType === "pen") penSeenAt = event.timeStamp;
    },
    isPalm(event: PenEvent): boolean {
      if (event.pointerType !== "touch") return false;
      return Math.max(event.width, event.height) > PALM_SIZE || event.timeStamp - penSeenAt < PEN_STAYS_NEAR;
    },
  };
}
