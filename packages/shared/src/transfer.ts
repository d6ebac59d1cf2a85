import { type TransferHandler, transferHandlers } from "comlink";
import { asSiffraError, SiffraError } from "./errors.ts";

interface PlainError {
  name: string;
  code: string;
  message: string;
  cause: PlainError | null;
}

/** comlink's own wrapping of what was thrown. */
interface Thrown {
  value: unknown;
}

// Causes can form a ring; nobody reads further than this.
const MAX_CAUSES = 4;

function toPlain(thrown: unknown, depth = 0): PlainError {
  const error = asSiffraError(thrown);
  const name = thrown instanceof Error ? thrown.name : error.name;
  // asSiffraError makes a foreign error the cause of its wrapper: what matters here is that error's own cause.
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const hasCause = cause !== undefined && depth < MAX_CAUSES;
  return { name, code: error.code, message: error.message, cause: hasCause ? toPlain(cause, depth + 1) : null };
}

function fromPlain(plain: PlainError): SiffraError {
  const error = new SiffraError(plain.code, plain.message, plain.cause ? { cause: fromPlain(plain.cause) } : undefined);
  error.name = plain.name;
  return error;
}

/**
 * Makes errors cross comlink's boundary as SiffraError with their name, code, message and cause; comlink alone keeps
 * only name and message. Call it once on both sides.
 */
export function registerErrorTransfer(): void {
  const original = transferHandlers.get("throw") as TransferHandler<Thrown, unknown>;
  const handler: TransferHandler<Thrown, PlainError> = {
    canHandle: original.canHandle,
    serialize: ({ value }) => [toPlain(value), []],
    deserialize: (plain) => {
      throw fromPlain(plain);
    },
  };
  transferHandlers.set("throw", handler);
}
