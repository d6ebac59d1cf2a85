import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseJson, SiffraError, sha256Hex } from "@siffra/shared";
import * as v from "valibot";
import type { Checkpoint } from "../../models/cnn/index.ts";
import { readLimited, writeDurable } from "../files.ts";

const Sum = v.pipe(v.string(), v.hash(["sha256"]));

const CheckpointFile = v.strictObject({
  formatVersion: v.literal(1),
  /** Of everything that the training depends on. */
  key: Sum,
  epoch: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** base64 of AdamW's state */
  optimizer: v.pipe(v.string(), v.base64()),
  sha256: Sum,
});

const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Where networks stood at the ends of epochs, beside the run folder: they outlive a run that was killed, and a run that is
 * whole has none. A file is replaced in one step, so there is always a whole one.
 */
export class Checkpoints {
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /** Those of the run folder `out`; without `keep` none of an earlier run is left. */
  static async open(out: string, keep: boolean): Promise<Checkpoints> {
    const checkpoints = new Checkpoints(join(dirname(out), `.${basename(out)}.checkpoints`));
    if (!keep) await checkpoints.clear();
    return checkpoints;
  }

  /** Where the training of `model` stood, if a checkpoint is there and is of the same training. @throws SiffraError "checkpoint-damaged" */
  async find(model: string, key: string): Promise<Checkpoint | undefined> {
    const path = this.#path(model);
    if (!existsSync(path)) return undefined;
    const text = new TextDecoder().decode(await readLimited(path, MAX_BYTES));
    const advice = "Run again without --resume to begin anew.";
    const codes = { jsonCode: "checkpoint-damaged", schemaCode: "checkpoint-damaged" };
    const file = parseJson(CheckpointFile, text, { what: path, ...codes, advice });
    const optimizer = new Uint8Array(Buffer.from(file.optimizer, "base64"));
    if (sha256Hex(optimizer) !== file.sha256) {
      throw new SiffraError("checkpoint-damaged", `${path}: its sum is not that of what it holds. ${advice}`);
    }
    return file.key === key ? { epoch: file.epoch, optimizer } : undefined;
  }

  async save(model: string, key: string, { epoch, optimizer }: Checkpoint): Promise<void> {
    const encoded = Buffer.from(optimizer).toString("base64");
    const file = { formatVersion: 1, key, epoch, optimizer: encoded, sha256: sha256Hex(optimizer) };
    const path = this.#path(model);
    await mkdir(this.#dir, { recursive: true });
    await rm(`${path}.new`, { force: true });
    await writeDurable(`${path}.new`, JSON.stringify(file));
    await rename(`${path}.new`, path);
  }

  clear(): Promise<void> {
    return rm(this.#dir, { recursive: true, force: true });
  }

  #path(model: string): string {
    return join(this.#dir, `${model}.json`);
  }
}
