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
  members: v.exactOptional(v.array(Member)),
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
  const text = ({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array) =>
    Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  const done = members?.map(({ weights, facts }) => ({ weights: text(weights), facts }));
  return {
    ...(done && { members: done }),
    ...{ epoch, optimizer: text(optimizer), best: best ? { ...best, weights: text(best.weights) } : null },
  };
}

function decode({ members, epoch, optimizer, best }: State): Checkpoint {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
  const floats = (text: string) => new Float32Array(bytes(text).buffer);
  const done = members?.map(({ weights, facts }) => ({ weights: floats(weights), facts }));
  return {
    ...(done && { members: done }),
    ...{ epoch, optimizer: bytes(optimizer), ...(best && { best: { ...best, weights: floats(best.weights) } }) },
  };
}
