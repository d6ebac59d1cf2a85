import { type FileHandle, open, readFile, truncate } from "node:fs/promises";
import { type JsonKind, parseJson, SiffraError, type Trial, TrialLine } from "@siffra/shared";

const NEWLINE = 10;

const keyOf = ({ trial, rung }: Pick<Trial, "trial" | "rung">) => `${rung}/${trial}`;

/**
 * trials.jsonl: a line for each trial that is done, on the disk before the search goes on. A process that is killed
 * while it writes leaves a torn last line, which is dropped; whatever else is wrong with the file is an error.
 */
export class Journal {
  readonly path: string;
  readonly #search: string;
  readonly #file: FileHandle;
  readonly #done: Map<string, TrialLine>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, search: string, file: FileHandle, lines: readonly TrialLine[]) {
    this.path = path;
    this.#search = search;
    this.#file = file;
    this.#done = new Map(lines.map((line) => [keyOf(line), line]));
  }

  /**
   * Opens the journal of the search with the sum `search`, new or begun.
   * @throws SiffraError "journal-unreadable", "journal-json", "journal-schema" or "journal-foreign"
   */
  static async open(path: string, search: string, onMessage: (message: string) => void): Promise<Journal> {
    try {
      const lines = parseLines(path, search, await readWhole(path, onMessage));
      return new Journal(path, search, await open(path, "a"), lines);
    } catch (cause) {
      if (cause instanceof SiffraError) throw cause;
      const message = `Cannot open ${path}: ${(cause as Error).message}. Name another folder with --out.`;
      throw new SiffraError("journal-unreadable", message, { cause });
    }
  }

  /** Trials that it has. */
  get size(): number {
    return this.#done.size;
  }

  /** The scores of a trial that is done. */
  find(trial: Pick<Trial, "trial" | "rung">): number[] | undefined {
    return this.#done.get(keyOf(trial))?.scores;
  }

  /** Adds a trial, after those before it, and waits until the disk has it. @throws SiffraError "journal-write" */
  append(trial: Trial, seconds: number): Promise<void> {
    const line: TrialLine = { ...trial, search: this.#search, seconds };
    this.#writing = this.#writing.then(() => this.#write(line));
    return this.#writing;
  }

  async #write(line: TrialLine): Promise<void> {
    try {
      await this.#file.appendFile(`${JSON.stringify(line)}\n`);
      await this.#file.datasync();
      this.#done.set(keyOf(line), line);
    } catch (cause) {
      const advice = "Make room and go on with --resume: the trials before are kept.";
      throw new SiffraError("journal-write", `Cannot write ${this.path}: ${(cause as Error).message}. ${advice}`, {
        cause,
      });
    }
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => {}); // whoever appended has heard of it
    await this.#file.close();
  }
}

/** The lines that end, and the file without the one that does not. */
async function readWhole(path: string, onMessage: (message: string) => void): Promise<string[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return new Uint8Array();
    throw error;
  });
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  if (end < bytes.length) {
    onMessage(`${path}: the last line is torn (${bytes.length - end} bytes). It is dropped and its trial done again.`);
    await truncate(path, end);
  }
  return new TextDecoder().decode(bytes.subarray(0, end)).split("\n").slice(0, -1);
}

function parseLines(path: string, search: string, lines: readonly string[]): TrialLine[] {
  return lines.map((text, i) => {
    const kind: JsonKind = {
      what: `${path}, line ${i + 1}`,
      jsonCode: "journal-json",
      schemaCode: "journal-schema",
      advice: "Remove the line and go on with --resume: its trial is done again.",
    };
    const line = parseJson(TrialLine, text, kind);
    if (line.search === search) return line;
    const advice = "Search on in a folder of its own (--out), or with the space, seed, data and version of before.";
    throw new SiffraError(
      "journal-foreign",
      `${kind.what}: expected a trial of this search, found one of another. ${advice}`,
    );
  });
}
