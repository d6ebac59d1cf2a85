import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the command line as a person would, in `cwd`. */
export function start(cwd: string, args: readonly string[]): ChildProcess {
  const { INIT_CWD: _, MNIST_DIR: __, ...env } = process.env;
  return spawn(process.execPath, ["--import", TSX, MAIN, ...args], { cwd, env });
}

/** Runs the command line to its end. */
export async function siffra(cwd: string, ...args: string[]): Promise<Outcome> {
  return finish(start(cwd, args));
}

/** Waits for the end of what `start` started. */
export async function finish(child: ChildProcess): Promise<Outcome> {
  const outcome: Outcome = { code: null, stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (outcome.stdout += chunk));
  child.stderr?.on("data", (chunk) => (outcome.stderr += chunk));
  [outcome.code] = await once(child, "close");
  return outcome;
}

const root = mkdtempSync(join(tmpdir(), "siffra-test-"));
afterAll(() => rmSync(root, { recursive: true }));

/** A new empty folder that is gone when the test file is done. */
export const makeFolder = () => mkdtempSync(join(root, "run-"));

/** Every line of `text` as JSON. */
export const jsonLines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
