import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { SiffraError } from "@siffra/shared";
import * as v from "valibot";
import { type Job, Message, RESULTS, type Result } from "./protocol.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

/**
 * Does a job in a process of its own, so that its peak memory belongs to it and nothing is warm that a user would find
 * cold. @throws SiffraError of the job, "bench-child" when the process died, "cancelled"
 */
export async function runJob<J extends Job>(job: J, signal: AbortSignal): Promise<Result<J["kind"]>> {
  signal.throwIfAborted();
  const child = fork(CHILD, { execArgv: ["--import", TSX], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const kill = () => child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  try {
    child.send(job);
    return parseResult(job.kind, await answerOf(child, job.kind, signal));
  } finally {
    signal.removeEventListener("abort", kill);
    kill();
  }
}

async function answerOf(child: ChildProcess, kind: string, signal: AbortSignal): Promise<unknown> {
  const ended = new AbortController();
  const died = once(child, "exit", { signal: ended.signal }).then(([code, killer]) => {
    signal.throwIfAborted();
    const advice = "If memory is short, try --workers 1 or a smaller --train.";
    throw new SiffraError("bench-child", `The process of "${kind}" ended with ${killer ?? `code ${code}`}. ${advice}`);
  });
  died.catch(() => {}); // told to end, it is waited for by nobody
  try {
    const [message] = await Promise.race([once(child, "message"), died]);
    return message;
  } finally {
    ended.abort();
  }
}

function parseResult<K extends Job["kind"]>(kind: K, answer: unknown): Result<K> {
  const message = v.safeParse(Message, answer);
  if (!message.success) throw unexpected(kind, message.issues);
  if ("error" in message.output) throw new SiffraError(message.output.error.code, message.output.error.message);
  const result = v.safeParse(RESULTS[kind], message.output.result);
  if (!result.success) throw unexpected(kind, result.issues);
  return result.output as Result<K>;
}

function unexpected(kind: string, issues: readonly v.BaseIssue<unknown>[]): SiffraError {
  return new SiffraError(
    "bench-child",
    `The process of "${kind}" gave something else than a result: ${issues[0]?.message}.`,
  );
}
