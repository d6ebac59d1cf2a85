import { constants, existsSync } from "node:fs";
import { access, appendFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type BundleFiles, type RunEvent, SiffraError } from "@siffra/shared";
import { readBundleFiles } from "../files/bundles.ts";
import { makeFolders, replaceDurable, writeDurable, writeError } from "../files/disk.ts";
import { isRunning } from "../processes.ts";
import { UsageError } from "../usage.ts";

/**
 * The folder that a run leaves. It is filled under a temporary name beside the real one and renamed when everything is
 * in it, so that a folder with the run's name is always a whole run.
 */
export class RunFolder {
  readonly path: string;
  readonly #partial: string;
  #events: Promise<void> = Promise.resolve();

  private constructor(path: string, partial: string) {
    this.path = path;
    this.#partial = partial;
  }

  /** @throws UsageError when something that is not a run is there, SiffraError "run-folder" when it cannot be made */
  static async create(path: string): Promise<RunFolder> {
    await refuseForeign(path);
    const partial = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
    try {
      await access(nearestFolder(path), constants.W_OK);
      await clearLeftovers(path);
      await makeFolders(join(partial, "models"));
    } catch (cause) {
      const advice = "Name another folder with --out.";
      throw new SiffraError("run-folder", `Cannot make ${partial}: ${(cause as Error).message}. ${advice}`, { cause });
    }
    return new RunFolder(path, partial);
  }

  /** Adds a line to events.jsonl, after those before it. */
  log(event: RunEvent): void {
    const line = `${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`;
    this.#events = this.#events.then(() => appendFile(join(this.#partial, "events.jsonl"), line));
    this.#events.catch(() => {}); // close waits for it and hears of it
  }

  write(name: string, content: Uint8Array | string): Promise<void> {
    return writeDurable(join(this.#partial, name), content);
  }

  /** Writes models/NAME/ and gives back what the disk holds. */
  async writeBundle(name: string, files: BundleFiles): Promise<BundleFiles> {
    const dir = join(this.#partial, "models", name);
    await mkdir(dir).catch((cause) => {
      throw writeError(dir, cause);
    });
    await writeDurable(join(dir, "model.safetensors"), files.tensors);
    await writeDurable(join(dir, "manifest.json"), files.manifest);
    return readBundleFiles(dir);
  }

  /** Writes the manifest of models/NAME/ anew, in one step. */
  replaceManifest(name: string, manifest: Uint8Array): Promise<void> {
    return replaceDurable(join(this.#partial, "models", name, "manifest.json"), manifest);
  }

  /** Gives the folder its name; an earlier run of that name goes. */
  async commit(): Promise<void> {
    await this.#events.catch((cause) => {
      throw writeError(join(this.path, "events.jsonl"), cause);
    });
    const earlier = `${this.#partial}.earlier`;
    const replaces = existsSync(this.path);
    if (replaces) await rename(this.path, earlier);
    try {
      await rename(this.#partial, this.path);
    } catch (error) {
      if (replaces) await rename(earlier, this.path);
      throw error;
    }
    if (replaces) await rm(earlier, { recursive: true });
  }

  /** Leaves nothing of the run but its events, in NAME.failed/. */
  async abandon(): Promise<void> {
    await this.#events.catch(() => {}); // a full disk may be why the run failed
    const failed = `${this.path}.failed`;
    const events = join(this.#partial, "events.jsonl");
    await rm(failed, { recursive: true, force: true });
    if (existsSync(events)) {
      // Why the run failed is told in any case; on a full disk the events go with the rest.
      await mkdir(failed)
        .then(() => rename(events, join(failed, "events.jsonl")))
        .catch(() => {});
    }
    await rm(this.#partial, { recursive: true, force: true });
  }
}

/** The folder above `path` that is there. Why it cannot be written to, Node's mkdir of several folders does not tell. */
function nearestFolder(path: string): string {
  const above = dirname(path);
  return existsSync(above) ? above : nearestFolder(above);
}

/** A run may replace a run; it must not replace anything else that a person keeps there. */
async function refuseForeign(path: string): Promise<void> {
  if (!existsSync(path)) return;
  const names = await readdir(path).catch(() => {
    throw new UsageError(`--out ${path}: expected a folder, found something else. Name another one.`);
  });
  if (names.length === 0 || names.includes("run.json")) return;
  throw new UsageError(
    `--out ${path}: expected an earlier run (with run.json) or nothing, found other files. Name another folder.`,
  );
}

/** Removes what runs of this name left under a temporary name when they were killed. */
async function clearLeftovers(path: string): Promise<void> {
  const dir = dirname(path);
  if (!existsSync(dir)) return;
  for (const name of await readdir(dir)) {
    const pid = name.startsWith(`.${basename(path)}.`) ? /\.(\d+)\.partial$/.exec(name)?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(dir, name), { recursive: true, force: true });
  }
}
