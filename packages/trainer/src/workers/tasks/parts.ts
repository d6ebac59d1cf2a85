/** A run of neighbouring parts that one worker is taking, from the front. */
interface Range {
  next: number;
  end: number;
}

/**
 * The parts of one fit, each given out once. Every taker has a run of neighbouring parts, because those have most in
 * common; one that has no more takes the back half of the longest run that is left.
 */
export class PartQueue {
  readonly count: number;
  readonly #ranges: Range[];

  constructor(count: number) {
    this.count = count;
    this.#ranges = [{ next: 0, end: count }];
  }

  /** Parts that nobody has taken. */
  get left(): number {
    return this.#ranges.reduce((sum, range) => sum + range.end - range.next, 0);
  }

  /** The parts of one taker, as long as there are any. */
  *taker(): Generator<number> {
    let mine: Range = { next: 0, end: 0 };
    while (true) {
      if (mine.next === mine.end) {
        const taken = this.#takeBackHalf();
        if (!taken) return;
        mine = taken;
      }
      yield mine.next++;
    }
  }

  #takeBackHalf(): Range | undefined {
    const longest = this.#ranges.reduce((a, b) => (b.end - b.next > a.end - a.next ? b : a));
    const size = longest.end - longest.next;
    if (size === 0) return undefined;
    // The first taker finds all parts in one run that is nobody's, and takes it whole.
    const start = this.#isUntouched() ? longest.next : longest.next + Math.floor(size / 2);
    const taken = { next: start, end: longest.end };
    longest.end = start;
    this.#ranges.push(taken);
    return taken;
  }

  #isUntouched(): boolean {
    return this.#ranges.length === 1;
  }
}
