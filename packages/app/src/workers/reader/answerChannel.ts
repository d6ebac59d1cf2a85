// The worker answers over a channel of its own. After an event like the end of a stroke, Chromium holds back what workers
// and message ports post to the page until the next frame has been drawn, which is most of the time from a stroke to its
// answer; what comes over a BroadcastChannel it delivers at once.
import type { Endpoint } from "comlink";

const listenTo = (target: EventTarget): Pick<Endpoint, "addEventListener" | "removeEventListener"> => ({
  addEventListener: (type, listener) => target.addEventListener(type, listener),
  removeEventListener: (type, listener) => target.removeEventListener(type, listener),
});

/** A name that no other page of this origin uses: everybody who knows it hears what is said. */
export function makeChannelName(prefix: string): string {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return [prefix, ...Array.from(numbers, (number) => number.toString(36))].join("-");
}

/** The page's side: asks the worker, hears the channel. */
export const askingEndpoint = (worker: Worker, answers: BroadcastChannel): Endpoint => ({
  ...listenTo(answers),
  postMessage: (message, transfer) => worker.postMessage(message, transfer ?? []),
});

/** The worker's side: hears the page, answers over the channel. What it sends is copied, never transferred. */
export const answeringEndpoint = (scope: EventTarget, answers: BroadcastChannel): Endpoint => ({
  ...listenTo(scope),
  postMessage: (message) => answers.postMessage(message),
});
