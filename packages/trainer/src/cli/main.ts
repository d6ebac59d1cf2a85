import { asSiffraError } from "@siffra/shared";
import { CommanderError } from "commander";
import { createProgram } from "./program.ts";

const FAILED = 1;
const WRONG_USAGE = 2;
const CANCELLED = 130;

/** What the shell is told; says what went wrong, unless commander has said it. */
function report(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : WRONG_USAGE;
  const { code, message } = asSiffraError(thrown);
  process.stderr.write(`siffra: ${message} (${code})\n`);
  if (code === "usage") return WRONG_USAGE;
  return code === "cancelled" ? CANCELLED : FAILED;
}

// A reader that closes its end early, as `head` does, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : FAILED));

try {
  await createProgram().parseAsync();
} catch (thrown) {
  process.exitCode = report(thrown);
}
