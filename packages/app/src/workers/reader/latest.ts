/**
 * Runs one job at a time and, when more come, only the newest of them: answers never queue behind a fast hand.
 * Between two jobs it rests for `restMs` unless the new one is urgent.
 */
export function makeLatest<I>(run: (input: I) => Promise<void>, restMs: number) {
  let waiting: { input: I } | undefined;
  let running = false;
  let rest: ReturnType<typeof setTimeout> | undefined;

  async function work(): Promise<void> {
    clearTimeout(rest);
    rest = undefined;
    running = true;
    while (waiting) {
      const { input } = waiting;
      waiting = undefined;
      await run(input);
    }
    running = false;
    rest = setTimeout(() => {
      rest = undefined;
      if (waiting) void work();
    }, restMs);
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
