// Running other programs: one that shows its output, one that answers.
import { spawnSync } from "node:child_process";

export type Env = Record<string, string>;

/** Runs a command with its output shown; true when it exits 0. */
export function run(command: string, args: string[], options: { env?: Env; cwd?: string } = {}): boolean {
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  });
  return status === 0;
}

/** What a command prints, or null when it is not there or fails. */
export function capture(command: string, args: string[], env: Env = {}): string | null {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, ...env } });
  return status === 0 ? stdout.trim() : null;
}

/** Stops with a message that says what to do next. */
export function fail(message: string): never {
  console.error(`\n${message}\n`);
  process.exit(1);
}

export function say(message: string): void {
  console.log(`• ${message}`);
}
