/**
 * Runs one job at a time and, when more come, only the newest of them: answers never queue behind a fast hand.
 * Between two jobs it rests as long as the last one took, at most `longestRestMs`, unless the new one is urgent: a quick
 * device answers all the time, and a slow one keeps half of its time for the hand.
 */
export function makeLatest<I>(run: (input: I) => Promise<void>, longestRestMs: number) {
  let waiting: { input: I } | undefined;
  let running = false;
  let rest: ReturnType<typeof setTimeout> | undefined;

  async function work(): Promise<void> {
    clearTimeout(rest);
    rest = undefined;
    running = true;
    let took = 0;
    while (waiting) {
      const { input } = waiting;
      waiting = undefined;
      const started = performance.now();
      await run(input);
      took = performance.now() - started;
    }
    running = false;
    const end = () => {
      rest = undefined;
      if (waiting) void work();
    };
    rest = setTimeout(end, Math.min(longestRestMs, took));
  }

  return {
    /** `run` must not reject: it delivers its failures itself. */
    submit(input: I, urgent: boolean): void {
      waiting = { input };
      if (!running && (urgent || rest === undefined)) void work();
    },
    /** What waits for the end of a rest is urgent now. */
    hurry(): void {
      if (!running && waiting) void work();
    },
  };
}
