import { SiffraError } from "@siffra/shared";
import * as v from "valibot";

const Header = v.record(
  v.string(),
  v.object({
    dtype: v.string(),
    shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
    data_offsets: v.tuple([v.number(), v.number()]),
  }),
);

/** A tensor's shape and its values as numbers. */
export interface Tensor {
  shape: number[];
  values: ArrayLike<number>;
}

type Reader = new (buffer: ArrayBuffer) => ArrayLike<number>;
const TYPES: Record<string, Reader> = {
  U8: Uint8Array,
  I8: Int8Array,
  U32: Uint32Array,
  F32: Float32Array,
  F64: Float64Array,
};

/** The tensors of a safetensors file that a reader has accepted, by name. */
export class Tensors {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #header: v.InferOutput<typeof Header>;

  constructor(bytes: Uint8Array) {
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    const { __metadata__: _, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    this.#header = v.parse(Header, header);
    this.#bytes = bytes;
    this.#start = 8 + length;
  }

  has(name: string): boolean {
    return name in this.#header;
  }

  /** @throws SiffraError "export-tensor" when there is none of that name */
  get(name: string): Tensor {
    const entry = this.#header[name];
    const Values = entry && TYPES[entry.dtype];
    if (!entry || !Values) {
      throw new SiffraError(
        "export-tensor",
        `Expected a tensor ${name} in model.safetensors, found none. Train again.`,
      );
    }
    const [from, to] = entry.data_offsets.map((offset) => this.#start + offset) as [number, number];
    // A copy, so that the values are aligned; a Buffer's own slice would be none.
    const own = new Uint8Array(this.#bytes.subarray(from, to));
    return { shape: entry.shape, values: new Values(own.buffer) };
  }

  /** All tensors, in the file's order. */
  names(): string[] {
    return Object.keys(this.#header);
  }
}
