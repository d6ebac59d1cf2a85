import { ClassifierParams, type JsonKind, KebabName, parseJson, Seed, Share, TransformParams } from "@siffra/shared";
import * as v from "valibot";
import { readLimited } from "../files/disk.ts";
import { UsageError } from "../usage.ts";

const MAX_PLAN_BYTES = 1_000_000;

const Positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const Size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000));
const Transforms = v.pipe(v.array(TransformParams), v.maxLength(16));

/** What a row should reach. A field that is not there asks for nothing. */
export const Target = v.strictObject({
  /** At least: the peer's median seconds over Siffra's. */
  ratio: v.exactOptional(Positive),
  /** At least, on the test images. */
  accuracy: v.exactOptional(Share),
  /** At most: how much worse Siffra's objective is than the peer's, relative. */
  objectiveDifference: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  /** At least: share of the test images with the same answer from both. */
  agreement: v.exactOptional(Share),
  /** At least: images that a network learns from in a second. */
  imagesPerSecond: v.exactOptional(Positive),
  /** At most: the size of model.safetensors. */
  megabytes: v.exactOptional(Positive),
});
export type Target = v.InferOutput<typeof Target>;

const RowPlan = v.strictObject({ title: v.string(), must: Target, goal: Target });
export type RowPlan = v.InferOutput<typeof RowPlan>;

/** The same work in scikit-learn. */
const PeerPlan = v.strictObject({
  estimator: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,64}$/)),
  params: v.record(v.string(), v.union([v.number(), v.string(), v.boolean(), v.null()])),
  dtype: v.picklist(["float32", "float64"]),
});
export type PeerPlan = v.InferOutput<typeof PeerPlan>;

const ClassifierCase = v.strictObject({
  kind: v.literal("classifier"),
  name: KebabName,
  /**
   * What the peer is given: pixels as they come, pixels / 255, or what the transforms give; a fit on features is timed
   * without them.
   */
  input: v.picklist(["pixels", "scaled-pixels", "features"]),
  transforms: Transforms,
  classifier: ClassifierParams,
  seed: Seed,
  peer: v.nullable(PeerPlan),
  /** At most so often, whatever --repeat says: for what takes minutes. */
  mostRepeats: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  fit: RowPlan,
  /** Makes a row of its own, NAME-predict. */
  predict: v.exactOptional(RowPlan),
});
export type ClassifierCase = v.InferOutput<typeof ClassifierCase>;

const TransformCase = v.strictObject({
  kind: v.literal("transform"),
  name: KebabName,
  /** What comes before the transform that is measured. */
  before: Transforms,
  transform: TransformParams,
  peer: v.nullable(PeerPlan),
  fit: RowPlan,
});
export type TransformCase = v.InferOutput<typeof TransformCase>;

const NetworkCase = v.strictObject({
  kind: v.literal("network"),
  name: KebabName,
  /** One epoch of it is measured. */
  classifier: ClassifierParams,
  /** At most so many images are learnt from. */
  images: Size,
  seed: Seed,
  /** tfjs alone, on fewer images; its seconds are scaled to as many as Siffra's. */
  peer: v.strictObject({ backend: v.picklist(["cpu", "wasm"]), images: Size }),
  fit: RowPlan,
});
export type NetworkCase = v.InferOutput<typeof NetworkCase>;

const Case = v.variant("kind", [ClassifierCase, TransformCase, NetworkCase]);
export type Case = v.InferOutput<typeof Case>;

const Growth = v.strictObject({
  /** Names of classifier cases. */
  cases: v.array(KebabName),
  /** Numbers of training images. */
  sizes: v.pipe(v.array(Size), v.minLength(2)),
  /** Larger ones are Siffra's alone, unless --peer-full. */
  peerUpTo: Size,
  /** At most so often, whatever --repeat says. */
  mostRepeats: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** bench/rows.json. */
export const BenchPlan = v.pipe(
  v.strictObject({ description: v.string(), cases: v.pipe(v.array(Case), v.minLength(1)), growth: Growth }),
  v.check(({ cases }) => namesOf(cases).length === new Set(namesOf(cases)).size, "every row needs a name of its own"),
  v.check(({ cases, growth }) => {
    const known = cases.filter(isClassifier).map(({ name }) => name);
    return growth.cases.every((name) => known.includes(name));
  }, "growth.cases: expected names of classifier cases"),
);
export type BenchPlan = v.InferOutput<typeof BenchPlan>;

export const isClassifier = (each: Case): each is ClassifierCase => each.kind === "classifier";

export const predictName = (name: string) => `${name}-predict`;

/** The rows of a case: its fit, and its predict where that is measured. */
export function rowNames(each: Case): string[] {
  return isClassifier(each) && each.predict ? [each.name, predictName(each.name)] : [each.name];
}

const namesOf = (cases: readonly Case[]) => cases.flatMap(rowNames);

/** @throws SiffraError "bench-json" or "bench-schema" */
export function parsePlan(text: string, what: string): BenchPlan {
  const advice = "Compare it with bench/rows.json of the repository.";
  const kind: JsonKind = { what, jsonCode: "bench-json", schemaCode: "bench-schema", advice };
  return parseJson(BenchPlan, text, kind);
}

export async function readPlan(path: string): Promise<BenchPlan> {
  return parsePlan(new TextDecoder().decode(await readLimited(path, MAX_PLAN_BYTES)), path);
}

/** A case and which of its rows are wanted. */
export interface ChosenCase<T extends Case = Case> {
  plan: T;
  rows: ReadonlySet<string>;
}

/** The cases of the rows that --rows names, in the plan's order; all of them when it is not given. */
export function chooseRows({ cases }: BenchPlan, names: readonly string[] | undefined): ChosenCase[] {
  const known = namesOf(cases);
  const unknown = names?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length > 0)
    throw new UsageError(`--rows ${unknown.join(",")}: expected names out of ${known.join(", ")}.`);
  return cases
    .map((plan) => ({ plan, rows: new Set(rowNames(plan).filter((name) => names?.includes(name) ?? true)) }))
    .filter(({ rows }) => rows.size > 0);
}
