import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Seeded randomness: the same seed gives the same numbers everywhere. */
export interface Rng {
  /** Uniform over 0..bound-1. */
  below(bound: number): number;
  /** Puts `items` into a uniformly random order, in place (Fisher-Yates). */
  shuffle(items: Uint32Array): void;
}

/** @param seed unsigned 32-bit */
export function createRng(seed: number): Rng {
  const generator = xoroshiro128plus(seed);
  const below = (bound: number) => uniformInt(generator, 0, bound - 1);
  return {
    below,
    shuffle(items) {
      for (let last = items.length - 1; last > 0; last--) {
        const other = below(last + 1);
        const kept = items[last] as number;
        items[last] = items[other] as number;
        items[other] = kept;
      }
    },
  };
}
