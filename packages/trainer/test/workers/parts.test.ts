import { describe, expect, it } from "vitest";
import { PartQueue } from "../../src/workers/tasks/parts.ts";

describe("PartQueue", () => {
  it("gives one taker all parts in order", () => {
    expect([...new PartQueue(5).taker()]).toEqual([0, 1, 2, 3, 4]);
    expect([...new PartQueue(0).taker()]).toEqual([]);
  });

  it("gives a second taker the back half, and whoever has no more the back half of what is left", () => {
    const queue = new PartQueue(8);
    const [first, second] = [queue.taker(), queue.taker()];
    expect(first.next().value).toBe(0);
    expect([second.next().value, second.next().value]).toEqual([4, 5]);
    expect([first.next().value, first.next().value, first.next().value]).toEqual([1, 2, 3]);
    expect(first.next().value).toBe(7);
    expect(second.next().value).toBe(6);
    expect([first.next().done, second.next().done]).toEqual([true, true]);
  });

  it.each([1, 2, 3, 7])("gives every part once to %i takers that take turns", (takers) => {
    for (const count of [1, 2, 10, 45]) {
      const queue = new PartQueue(count);
      const open = Array.from({ length: takers }, () => queue.taker());
      const taken: number[] = [];
      while (open.length > 0) {
        for (const taker of [...open]) {
          const { value, done } = taker.next();
          if (done) open.splice(open.indexOf(taker), 1);
          else taken.push(value);
        }
      }
      expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      expect(queue.left).toBe(0);
    }
  });
});
