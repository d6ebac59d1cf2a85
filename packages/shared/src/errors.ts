/** An error that a program can tell apart by `code` and a person can act on by its message. */
export class SiffraError extends Error {
  /** Stable and kebab-case, prefixed by its subject: `bundle-hash`. */
  readonly code: string;

  /** @param message says what was expected, what came and what to do */
  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "SiffraError";
    this.code = code;
  }
}

/** Any thrown value as a SiffraError. Errors of the core keep their code; what nobody foresaw is "unexpected". */
export function asSiffraError(thrown: unknown): SiffraError {
  if (thrown instanceof SiffraError) return thrown;
  if (!(thrown instanceof Error)) return new SiffraError("unexpected", String(thrown));
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "unexpected";
  return new SiffraError(code, thrown.message, { cause: thrown });
}
