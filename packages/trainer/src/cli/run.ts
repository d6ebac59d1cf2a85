import { asSiffraError } from "@siffra/shared";
import { CommanderError } from "commander";
import { createProgram } from "./program.ts";
import { red } from "./terminal/index.ts";

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;
const CANCELLED = 130;

/** Runs one command and gives the exit code. What goes wrong is one line on stderr, never a stack trace. */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
    return DONE;
  } catch (thrown) {
    return report(thrown);
  }
}

/** Says what went wrong, unless commander has said it. */
function report(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? DONE : WRONG_USAGE;
  const { code, message } = asSiffraError(thrown);
  process.stderr.write(`${red("siffra:")} ${message} (${code})\n`);
  if (code === "usage") return WRONG_USAGE;
  return code === "cancelled" ? CANCELLED : FAILED;
}
