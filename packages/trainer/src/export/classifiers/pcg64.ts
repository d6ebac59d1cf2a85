const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const bits = (count: bigint) => (1n << count) - 1n;

/**
 * The core's random numbers (rng.rs): PCG-XSL-RR 128/64 (O'Neill 2014), for what a model's file says by its seed alone.
 * Each stream of a seed is a sequence of its own.
 */
export class Pcg64 {
  #state: bigint;
  readonly #increment: bigint;

  constructor(seed: bigint, stream: bigint) {
    this.#increment = ((stream << 1n) | 1n) & bits(128n);
    this.#state = this.#step(seed + this.#increment);
  }

  /** 64 uniform bits. */
  next(): bigint {
    this.#state = this.#step(this.#state);
    const folded = (this.#state >> 64n) ^ (this.#state & bits(64n));
    const turn = this.#state >> 122n;
    return (folded >> turn) | ((folded << (64n - turn)) & bits(64n));
  }

  /** In [0, 1), 53 bits. */
  uniform(): number {
    return Number(this.next() >> 11n) / 2 ** 53;
  }

  #step(state: bigint): bigint {
    return (state * MULTIPLIER + this.#increment) & bits(128n);
  }
}
