import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { SiffraError } from "@siffra/shared";

// NumPy's .npy, version 1.0: magic, version, length of the header, a Python dictionary padded to 64 bytes, the values.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
const MAGIC = Buffer.from("\x93NUMPY\x01\x00", "latin1");
const PREFIX_BYTES = MAGIC.length + 2;
const ALIGNMENT = 64;

type Values = Uint8Array | Float32Array;

/** Writes values, row-major in `shape`, as NumPy reads them. */
export function writeNpy(path: string, values: Values, shape: readonly [number] | readonly [number, number]): void {
  const descr = values instanceof Uint8Array ? "|u1" : "<f4";
  const fields = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape[0]},${shape.length === 2 ? ` ${shape[1]}` : ""}), }`;
  const padding = ALIGNMENT - ((PREFIX_BYTES + fields.length + 1) % ALIGNMENT);
  const header = `${fields}${" ".repeat(padding)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  const file = openSync(path, "w");
  try {
    writeAll(file, Buffer.concat([MAGIC, length, Buffer.from(header, "latin1")]));
    writeAll(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** What `writeNpy` wrote, in shared memory: the first `rows` rows of the shape [n] or [n, columns]. */
export function readNpy<T extends Values>(
  path: string,
  type: { new (buffer: SharedArrayBuffer): T; BYTES_PER_ELEMENT: number },
  rows = Number.POSITIVE_INFINITY,
): { values: T; shape: [number, number] } {
  const file = openSync(path, "r");
  try {
    const [n, columns] = readShape(file, path);
    const shape: [number, number] = [Math.min(n, rows), columns];
    const values = new type(new SharedArrayBuffer(shape[0] * columns * type.BYTES_PER_ELEMENT));
    readAll(file, new Uint8Array(values.buffer), path);
    return { values, shape };
  } finally {
    closeSync(file);
  }
}

function readShape(file: number, path: string): [number, number] {
  const prefix = new Uint8Array(PREFIX_BYTES);
  readAll(file, prefix, path);
  const header = new Uint8Array(new DataView(prefix.buffer).getUint16(MAGIC.length, true));
  readAll(file, header, path);
  const [, rows, columns = "1"] = /'shape': \((\d+),(?: (\d+))?\)/.exec(`${Buffer.from(header)}`) ?? [];
  if (rows === undefined) throw new SiffraError("npy", `${path}: expected an .npy file of one or two dimensions.`);
  return [Number(rows), Number(columns)];
}

function readAll(file: number, bytes: Uint8Array, path: string): void {
  for (let done = 0; done < bytes.length; ) {
    const count = readSync(file, bytes, done, bytes.length - done, null);
    if (count === 0)
      throw new SiffraError("npy", `${path}: expected ${bytes.length - done} bytes more, found its end.`);
    done += count;
  }
}
