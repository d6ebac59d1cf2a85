import { encodeModel } from "./proto.ts";

/** Of onnx.proto's TensorProto.DataType. */
const DATA_TYPES = { float: 1, int64: 7, double: 11 } as const;
/** Of onnx.proto's AttributeType. */
const TYPES = { f: 1, i: 2, s: 3, floats: 6, ints: 7, strings: 8 } as const;

/** Operator sets of 2022, which every runtime still in use has: ONNX 1.12. */
const IR_VERSION = 8;
const OPSET = 17;
const ML_OPSET = 3;
export const ML_DOMAIN = "ai.onnx.ml";

/** The name of a value in the graph. */
export type Value = string;

/** An operator's attribute, by its kind. */
export type Attribute =
  | { f: number }
  | { i: number }
  | { s: string }
  | { floats: ArrayLike<number> }
  | { ints: ArrayLike<number> }
  | { strings: readonly string[] };

/** An ONNX graph while it is put together: each method adds a node or a constant and gives its value's name. */
export class Graph {
  readonly #nodes: object[] = [];
  readonly #initializers: object[] = [];

  /** A tensor of floats. */
  floats(shape: readonly number[], values: ArrayLike<number>): Value {
    const raw = Float32Array.from(values);
    return this.#initialize(DATA_TYPES.float, shape, new Uint8Array(raw.buffer));
  }

  /** A tensor of doubles. */
  doubles(shape: readonly number[], values: readonly number[]): Value {
    return this.#initialize(DATA_TYPES.double, shape, new Uint8Array(Float64Array.from(values).buffer));
  }

  /** One number. */
  scalar(value: number): Value {
    return this.floats([], [value]);
  }

  /** A tensor of whole numbers, by default a list: shapes, axes, indices. */
  ints(values: readonly number[], shape: readonly number[] = [values.length]): Value {
    const raw = BigInt64Array.from(values, BigInt);
    return this.#initialize(DATA_TYPES.int64, shape, new Uint8Array(raw.buffer));
  }

  /** `value` as numbers of another type. */
  cast(value: Value, type: keyof typeof DATA_TYPES): Value {
    return this.op("Cast", [value], { to: { i: DATA_TYPES[type] } });
  }

  /** The output of an operator. `output`, if given, names it; `domain` is that of the operator set. */
  op(type: string, inputs: readonly Value[], attributes: Record<string, Attribute> = {}, domain = ""): Value {
    return this.outputs(type, inputs, [`v${this.#nodes.length}`], attributes, domain);
  }

  /** As `op`, with the outputs named; gives the first. */
  outputs(
    type: string,
    inputs: readonly Value[],
    names: readonly Value[],
    attributes: Record<string, Attribute> = {},
    domain = "",
  ): Value {
    const attribute = Object.entries(attributes).map(([name, value]) => toAttribute(name, value));
    const name = `${type}_${this.#nodes.length}`;
    this.#nodes.push({ input: [...inputs], output: [...names], name, op_type: type, domain, attribute });
    return names[0] as Value;
  }

  /** The file of a graph from `input` [n, width] to `label` [n] and `probabilities` [n, 10]. */
  encode(name: string, input: { name: Value; width: number }, metadata: Record<string, string>, version: string) {
    const tensor = (name: string, elem_type: number, ...dims: (number | string)[]) => {
      const dim = dims.map((size) => (typeof size === "string" ? { dim_param: size } : { dim_value: size }));
      return { name, type: { tensor_type: { elem_type, shape: { dim } } } };
    };
    return encodeModel({
      ir_version: IR_VERSION,
      producer_name: "siffra",
      producer_version: version,
      opset_import: [
        { domain: "", version: OPSET },
        { domain: ML_DOMAIN, version: ML_OPSET },
      ],
      metadata_props: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: [tensor(input.name, DATA_TYPES.float, "n", input.width)],
        output: [tensor("label", DATA_TYPES.int64, "n"), tensor("probabilities", DATA_TYPES.float, "n", 10)],
      },
    });
  }

  #initialize(data_type: number, dims: readonly number[], raw_data: Uint8Array): Value {
    const name = `c${this.#initializers.length}`;
    this.#initializers.push({ name, data_type, dims: [...dims], raw_data });
    return name;
  }
}

function toAttribute(name: string, value: Attribute): object {
  const [kind] = Object.keys(value) as [keyof typeof TYPES];
  const text = new TextEncoder();
  const type = TYPES[kind];
  if ("s" in value) return { name, type, s: text.encode(value.s) };
  if ("strings" in value) return { name, type, strings: value.strings.map((each) => text.encode(each)) };
  if ("floats" in value) return { name, type, floats: Array.from(value.floats) };
  if ("ints" in value) return { name, type, ints: Array.from(value.ints) };
  return { name, type, ...value };
}
