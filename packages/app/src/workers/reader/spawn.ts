import { registerErrorTransfer } from "@siffra/shared";
import { wrap } from "comlink";
import type { ReaderWorker } from "./client.ts";
import type { ReaderApi } from "./protocol.ts";

registerErrorTransfer();

/** Starts the reader's worker. */
export function spawnReader(): ReaderWorker {
  const worker = new Worker(new URL("./reader.worker.ts", import.meta.url), { type: "module", name: "reader" });
  return {
    api: wrap<ReaderApi>(worker),
    onCrash(callback) {
      worker.addEventListener("error", (event) => {
        // The crash is dealt with here; the browser need not report it as well.
        event.preventDefault();
        callback(event.message ?? "the worker could not start");
      });
      worker.addEventListener("messageerror", () => callback("a message could not be read"));
    },
    terminate: () => worker.terminate(),
  };
}
