/**
 * Gives a function that calls `keep` once the page has got round to what the hand waits for: writing to the browser's storage
 * holds it up. Who leaves the page before that loses nothing.
 */
export function makeKeeper(keep: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keepNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    keep();
  };
  addEventListener("pagehide", keepNow);
  return () => {
    timer ??= setTimeout(keepNow);
  };
}
