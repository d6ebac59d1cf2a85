import { registerErrorTransfer, SiffraError } from "@siffra/shared";
import { type Remote, wrap } from "comlink";
import { crashOf } from "../crashOf.ts";
import type { LabApi } from "./labProtocol.ts";

registerErrorTransfer();

function start() {
  const worker = new Worker(new URL("./lab.worker.ts", import.meta.url), { type: "module", name: "lab" });
  const crashed = crashOf(
    worker,
    (message) => new SiffraError("worker-crashed", `The second worker stopped: ${message}. Try again.`),
  );
  crashed.catch(() => {
    worker.terminate();
    lab = undefined;
  });
  return { api: wrap<LabApi>(worker), crashed };
}

let lab: ReturnType<typeof start> | undefined;

/**
 * Asks the second worker, which starts with the first question, and anew after a crash.
 * @throws SiffraError "worker-crashed", else what the call threw
 */
export function askLab<T>(question: (api: Remote<LabApi>) => Promise<T>): Promise<T> {
  lab ??= start();
  return Promise.race([question(lab.api), lab.crashed]);
}
