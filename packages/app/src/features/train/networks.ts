import type { Epoch } from "./createTraining.ts";

/** The epochs of each network of a committee, the newest network first; all epochs are those of a network alone. */
export function byNetwork(epochs: readonly Epoch[]): Epoch[][] {
  const numbers = [...new Set(epochs.map(({ member }) => member?.number))];
  return numbers.reverse().map((number) => epochs.filter(({ member }) => member?.number === number));
}
