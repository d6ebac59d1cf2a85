import type { Occlusion } from "../../workers/lab/labProtocol.ts";

/** A fall of the probability below this is noise. */
const WORTH_SHOWING = 0.02;

/** Where the answer leans most, as a row and a column of a 3 by 3 division; nothing when no place matters. */
export function strongestPlace({ side, drops }: Occlusion): { row: number; column: number } | undefined {
  const strongest = drops.reduce((best, drop, i) => (drop > (drops[best] ?? 0) ? i : best), 0);
  if ((drops[strongest] ?? 0) < WORTH_SHOWING) return undefined;
  const third = (place: number) => Math.min(2, Math.floor((3 * place) / side));
  return { row: third(Math.floor(strongest / side)), column: third(strongest % side) };
}

/** How strongly each place is coloured, 0 to 255; the strongest fully. */
export function toHeat({ drops }: Occlusion): Uint8ClampedArray {
  const most = Math.max(WORTH_SHOWING, ...drops);
  return Uint8ClampedArray.from(drops, (drop) => (255 * Math.max(0, drop)) / most);
}
