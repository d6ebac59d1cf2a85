import { registerErrorTransfer } from "@siffra/shared";
import { wrap } from "comlink";
import { askingEndpoint, makeChannelName } from "./answerChannel.ts";
import type { ReaderWorker } from "./client.ts";
import type { ReaderApi } from "./protocol.ts";

registerErrorTransfer();

/** Starts the reader's worker. */
export function spawnReader(): ReaderWorker {
  const name = makeChannelName("reader");
  const answers = new BroadcastChannel(name);
  const worker = new Worker(new URL("./reader.worker.ts", import.meta.url), { type: "module", name });
  return {
    api: wrap<ReaderApi>(askingEndpoint(worker, answers)),
    onCrash(callback) {
      worker.addEventListener("error", (event) => {
        // The crash is dealt with here; the browser need not report it as well.
        event.preventDefault();
        callback(event.message ?? "the worker could not start");
      });
      answers.addEventListener("messageerror", () => callback("a message could not be read"));
    },
    terminate(): void {
      worker.terminate();
      answers.close();
    },
  };
}
