/** No number of a drawing needs more than four bytes of seven bits. */
const MAX_SHIFT = 21;

/** Writes whole numbers, small ones in one byte. */
export function makeByteWriter() {
  const out: number[] = [];

  function unsigned(value: number): void {
    let rest = value;
    for (; rest >= 128; rest >>>= 7) out.push((rest & 127) | 128);
    out.push(rest);
  }

  return {
    byte: (value: number): void => void out.push(value & 255),
    unsigned,
    /** Zigzag: 0, -1, 1, -2 become 0, 1, 2, 3. */
    signed: (value: number): void => unsigned(value < 0 ? -2 * value - 1 : 2 * value),
    bytes: (): Uint8Array => Uint8Array.from(out),
  };
}

/** Reads them back. `fail` makes the error for bytes that end too early or numbers that are too large. */
export function makeByteReader(bytes: Uint8Array, fail: (reason: string) => Error) {
  let at = 0;

  function byte(): number {
    const value = bytes[at++];
    if (value === undefined) throw fail("it ends too early");
    return value;
  }

  function unsigned(): number {
    let value = 0;
    for (let shift = 0; shift <= MAX_SHIFT; shift += 7) {
      const next = byte();
      value |= (next & 127) << shift;
      if (next < 128) return value;
    }
    throw fail("a number is too large");
  }

  return {
    byte,
    unsigned,
    signed(): number {
      const value = unsigned();
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    },
    atEnd: (): boolean => at >= bytes.length,
  };
}
