import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { SiffraError, sha256Hex } from "@siffra/shared";
import * as v from "valibot";
import type { Checkpoint } from "../../models/cnn/index.ts";
import { prepareFolder, readJson, replaceDurable } from "../files/disk.ts";

const Sum = v.pipe(v.string(), v.hash(["sha256"]));

/** Numbers as base64 of their bytes. */
const Bytes = v.pipe(v.string(), v.base64());

const Epoch = v.pipe(v.number(), v.integer(), v.minValue(1));

const Member = v.strictObject({ weights: Bytes, facts: v.record(v.string(), v.number()) });

const State = v.strictObject({
  /** Of a committee, those that are done. */
  members: v.array(Member),
  epoch: Epoch,
  /** The optimizer's */
  optimizer: Bytes,
  /** With early stopping. */
  best: v.nullable(v.strictObject({ epoch: Epoch, loss: v.number(), weights: Bytes })),
});
type State = v.InferOutput<typeof State>;

const CheckpointFile = v.strictObject({
  formatVersion: v.literal(1),
  /** Of everything that the training depends on. */
  key: Sum,
  state: State,
  /** Of the state as JSON. */
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
    const advice = "Run again without --resume to begin anew.";
    const codes = { jsonCode: "checkpoint-damaged", schemaCode: "checkpoint-damaged" };
    const file = await readJson(path, CheckpointFile, MAX_BYTES, { ...codes, advice });
    if (sumOf(file.state) !== file.sha256) {
      throw new SiffraError("checkpoint-damaged", `${path}: its sum is not that of what it holds. ${advice}`);
    }
    return file.key === key ? decode(file.state) : undefined;
  }

  async save(model: string, key: string, checkpoint: Checkpoint): Promise<void> {
    const state = encode(checkpoint);
    await prepareFolder(this.#dir);
    await replaceDurable(this.#path(model), JSON.stringify({ formatVersion: 1, key, state, sha256: sumOf(state) }));
  }

  clear(): Promise<void> {
    return rm(this.#dir, { recursive: true, force: true });
  }

  #path(model: string): string {
    return join(this.#dir, `${model}.json`);
  }
}

function sumOf(state: State): string {
  return sha256Hex(new TextEncoder().encode(JSON.stringify(state)));
}

function encode({ members, epoch, optimizer, best }: Checkpoint): State {
  return {
    members: members.map(({ weights, facts }) => ({ weights: textOf(weights), facts })),
    epoch,
    optimizer: textOf(optimizer),
    best: best ? { ...best, weights: textOf(best.weights) } : null,
  };
}

function decode({ members, epoch, optimizer, best }: State): Checkpoint {
  const state = {
    members: members.map(({ weights, facts }) => ({ weights: weightsOf(weights), facts })),
    epoch,
    optimizer: bytesOf(optimizer),
  };
  return best ? { ...state, best: { ...best, weights: weightsOf(best.weights) } } : state;
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "base64"));
}

function weightsOf(text: string): Float32Array {
  return new Float32Array(bytesOf(text).buffer);
}
