import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { SiffraError } from "@siffra/shared";
import { createDurable, writeError } from "../files/disk.ts";
import { isRunning } from "../processes.ts";

const NAME = "tune.lock";

/**
 * A file with the number of the process that searches in a folder: two at once would mix their trials. That of a process
 * that was killed stays behind, and whoever comes next takes its place.
 */
export class Lock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @throws SiffraError "search-running" when another search has it, "disk-full" or "file-unwritable" */
  static async take(dir: string): Promise<Lock> {
    const path = join(dir, NAME);
    for (;;) {
      try {
        await createDurable(path, `${process.pid}\n`);
        return new Lock(path);
      } catch (error) {
        if (!isThere(error)) throw error;
      }
      await clearStale(path);
    }
  }

  async release(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}

function isThere(error: unknown): boolean {
  return error instanceof SiffraError && (error.cause as NodeJS.ErrnoException | undefined)?.code === "EEXIST";
}

/** Takes away the lock of a process that is gone. */
async function clearStale(path: string): Promise<void> {
  const owner = await readOwner(path);
  if (owner === undefined) return;
  if (owner > 0 && isRunning(owner)) {
    const advice = `Wait for it, name another folder with --out, or remove ${path} if no such search runs.`;
    throw new SiffraError(
      "search-running",
      `Expected this folder to be free, found process ${owner} searching in it. ${advice}`,
    );
  }
  // Renamed before it is removed: of two that find it stale, one gets it, and a lock taken in between is given back.
  const aside = `${path}.${process.pid}`;
  if (!(await movedTo(path, aside))) return;
  if ((await readOwner(aside)) === owner) await rm(aside, { force: true });
  else await rename(aside, path);
}

/** The process that a lock names, 0 where it names none; undefined when there is no lock. */
async function readOwner(path: string): Promise<number | undefined> {
  const text = await readFile(path, "utf8").catch(unless("ENOENT", path));
  return text === undefined ? undefined : Number.parseInt(text, 10) || 0;
}

async function movedTo(from: string, to: string): Promise<boolean> {
  const moved = await rename(from, to).then(() => true, unless("ENOENT", from));
  return moved === true;
}

/** What happens while somebody else takes the same file away is no failure. */
function unless(code: string, path: string) {
  return (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw writeError(path, error);
  };
}
