/** Rejects when the worker ends by itself, with what `describe` makes of the browser's message. */
export function crashOf(worker: Worker, describe: (message: string) => Error): Promise<never> {
  const crashed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      // The crash is dealt with by who waits; the browser need not report it as well.
      event.preventDefault();
      reject(describe(event.message));
    });
  });
  // A crash while nobody waits must not count as unhandled.
  crashed.catch(() => {});
  return crashed;
}
