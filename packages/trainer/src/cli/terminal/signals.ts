/** Aborted by Ctrl-C or a polite kill, with this reason if one is given; a second one ends the process at once. */
export function abortOnSignals(reason?: Error): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort(reason));
  return controller.signal;
}
