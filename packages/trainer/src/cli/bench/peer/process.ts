import { type ChildProcess, spawn } from "node:child_process";
import { parseJson, SiffraError } from "@siffra/shared";
import * as v from "valibot";

/** A program to compare with, and how to start it. */
export interface PeerProgram {
  command: string;
  args: readonly string[];
}

interface Waiting {
  resolve: (line: string) => void;
  reject: (error: SiffraError) => void;
}

const STDERR_TAIL = 500;
const MAX_LINE = 1_000_000;

const Refusal = v.object({
  id: v.nullable(v.number()),
  ok: v.literal(false),
  error: v.object({ code: v.string(), message: v.string() }),
});
type Refusal = v.InferOutput<typeof Refusal>;

/**
 * A process that answers one JSON line to each. Every failure is a SiffraError: "peer-missing", "peer-died",
 * "peer-timeout", "peer-garbage" end it, "peer-refused" is its own answer, "cancelled".
 */
export class PeerProcess {
  readonly #child: ChildProcess;
  readonly #signal: AbortSignal;
  #waiting: Waiting | undefined;
  /** Lines that nobody has waited for yet, and what came of the next. */
  readonly #early: string[] = [];
  #unfinished = "";
  #failure: SiffraError | undefined;
  #stderr = "";
  #lastId = 0;

  constructor({ command, args }: PeerProgram, signal: AbortSignal) {
    this.#signal = signal;
    this.#child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
    this.#child.once("error", (cause) => this.#fail("peer-missing", `cannot start ${command}: ${cause.message}`));
    this.#child.once("close", (code, killer) => this.#fail("peer-died", `ended with ${killer ?? `code ${code}`}`));
    this.#child.stdin?.on("error", () => {}); // its end says why
    this.#child.stderr?.on("data", (chunk) => {
      this.#stderr = `${this.#stderr}${chunk}`.slice(-STDERR_TAIL);
    });
    this.#child.stdout?.setEncoding("utf8").on("data", (chunk: string) => this.#hear(chunk));
    signal.addEventListener("abort", this.#abort, { once: true });
  }

  /** What it says before it is asked anything. */
  hello<S extends v.GenericSchema>(schema: S, timeoutSeconds: number): Promise<v.InferOutput<S>> {
    return this.#expect(schema, this.#lastId, "start", timeoutSeconds);
  }

  /** The answer to a command. One at a time. */
  ask<S extends v.GenericSchema>(
    schema: S,
    command: { op: string } & Record<string, unknown>,
    timeoutSeconds: number,
  ): Promise<v.InferOutput<S>> {
    const id = ++this.#lastId;
    this.#child.stdin?.write(`${JSON.stringify({ id, ...command })}\n`);
    return this.#expect(schema, id, command.op, timeoutSeconds);
  }

  /** Ends it, whatever it does. */
  stop(): void {
    this.#signal.removeEventListener("abort", this.#abort);
    this.#child.kill("SIGKILL");
  }

  readonly #abort = () => this.#fail("cancelled", "cancelled");

  async #expect<S extends v.GenericSchema>(
    schema: S,
    id: number,
    op: string,
    timeoutSeconds: number,
  ): Promise<v.InferOutput<S>> {
    const onTimeout = () => this.#fail("peer-timeout", `"${op}" did not end within ${timeoutSeconds} s`);
    const timer = setTimeout(onTimeout, 1000 * timeoutSeconds);
    try {
      return this.#parse(schema, id, await this.#line());
    } finally {
      clearTimeout(timer);
    }
  }

  #line(): Promise<string> {
    return new Promise((resolve, reject) => {
      const early = this.#early.shift();
      if (early !== undefined) resolve(early);
      else if (this.#failure) reject(this.#failure);
      else this.#waiting = { resolve, reject };
    });
  }

  #hear(chunk: string): void {
    const lines = `${this.#unfinished}${chunk}`.split("\n");
    this.#unfinished = lines.pop() ?? "";
    if ([...lines, this.#unfinished].some((line) => line.length > MAX_LINE)) {
      this.#unfinished = "";
      this.#fail("peer-garbage", `answered with a line of more than ${MAX_LINE} characters`);
    } else this.#early.push(...lines);
    const line = this.#waiting && this.#early.shift();
    if (line === undefined) return;
    this.#waiting?.resolve(line);
    this.#waiting = undefined;
  }

  #parse<S extends v.GenericSchema>(schema: S, id: number, line: string): v.InferOutput<S> {
    const kind = { what: "its answer", jsonCode: "peer-garbage", schemaCode: "peer-garbage", advice: "" };
    try {
      const envelope = parseJson(
        v.union([Refusal, v.looseObject({ id: v.literal(id), ok: v.literal(true) })]),
        line,
        kind,
      );
      if (envelope.ok) return v.parse(schema, envelope);
      const { code, message } = (envelope as Refusal).error;
      throw new SiffraError("peer-refused", `The peer could not do it: ${message} (${code})`);
    } catch (error) {
      if (error instanceof SiffraError && error.code === "peer-refused") throw error;
      throw this.#fail("peer-garbage", `answered with something else than was asked: ${line.slice(0, 200)}`);
    }
  }

  /** The first failure is the one that counts. */
  #fail(code: string, what: string): SiffraError {
    const stderr = this.#stderr.trim();
    this.#failure ??= new SiffraError(code, `The peer ${what}.${stderr ? ` It said: ${stderr}` : ""}`);
    this.#waiting?.reject(this.#failure);
    this.#waiting = undefined;
    this.stop();
    return this.#failure;
  }
}
