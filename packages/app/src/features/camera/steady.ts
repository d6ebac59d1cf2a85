import type { Reading } from "@siffra/shared";

/** What a reading found, and where, to a tenth of the frame: equal for two frames of a hand that holds still. */
function keyOf(reading: Reading, side: number): string {
  const cell = side / 10;
  return reading.digits
    .map(({ label, box }) => [label, ...box.map((edge) => Math.round(edge / cell))].join())
    .join(";");
}

/** Tells a steady view: two frames after each other with the same digits in the same place. */
export function makeSteadiness() {
  let last: string | undefined;
  return (reading: Reading, side: number): boolean => {
    const key = keyOf(reading, side);
    const isSteady = key === last;
    last = key;
    return isSteady;
  };
}
