import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeLatest } from "./latest.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Jobs that take 10 ms each. */
function setUp(restMs: number) {
  const started: number[] = [];
  const { submit, hurry } = makeLatest<number>(async (input) => {
    started.push(input);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }, restMs);
  return { started, submit, hurry };
}

describe("makeLatest", () => {
  it("skips what became old while a job ran", async () => {
    const { started, submit } = setUp(0);
    for (const input of [1, 2, 3, 4]) submit(input, false);
    await vi.advanceTimersByTimeAsync(100);
    expect(started).toEqual([1, 4]);
  });

  it.each([
    { longest: 50, rest: 10 },
    { longest: 4, rest: 4 },
  ])("rests between jobs as long as one takes, at most $longest ms", async ({ longest, rest }) => {
    const { started, submit } = setUp(longest);
    submit(1, false);
    await vi.advanceTimersByTimeAsync(11);
    submit(2, false);
    await vi.advanceTimersByTimeAsync(rest - 2);
    expect(started).toEqual([1]);
    await vi.advanceTimersByTimeAsync(2);
    expect(started).toEqual([1, 2]);
  });

  it("ends its rest when what waits becomes urgent, and does nothing when nothing waits", async () => {
    const { started, submit, hurry } = setUp(50);
    submit(1, false);
    await vi.advanceTimersByTimeAsync(11);
    hurry();
    expect(started).toEqual([1]);
    submit(2, false);
    hurry();
    expect(started).toEqual([1, 2]);
    hurry();
    await vi.advanceTimersByTimeAsync(100);
    expect(started).toEqual([1, 2]);
  });

  it("does not rest before an urgent job", async () => {
    const { started, submit } = setUp(50);
    submit(1, false);
    await vi.advanceTimersByTimeAsync(11);
    submit(2, true);
    expect(started).toEqual([1, 2]);
  });
});
