import { asSiffraError, SiffraError } from "@siffra/shared";

/** Aborted by Ctrl-C or a polite kill, with this reason if one is given; a second one ends the process at once. */
export function abortOnSignals(reason?: Error): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort(reason));
  return controller.signal;
}

/** Does work that Ctrl-C may break off; it then ends with what that leaves and how to go on. */
export async function cancellable(wayOn: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  try {
    await work(abortOnSignals());
  } catch (cause) {
    if (asSiffraError(cause).code !== "cancelled") throw cause;
    throw new SiffraError("cancelled", `Cancelled: ${wayOn}`, { cause });
  }
}
