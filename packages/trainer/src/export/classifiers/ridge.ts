import type { Graph, Value } from "../graph.ts";
import type { Tensors } from "../tensors.ts";
import { toAllClasses } from "./classes.ts";
import { Pcg64 } from "./pcg64.ts";

// All of these as the core has them, see its linear/ridge.
const SHARPNESS = 5;
const MIN_LENGTH = 64;
/** A cosine of 1: features are whole numbers. */
const ONE = 127;
/** The Taylor series of the sine, from degree 9 down. */
const SERIES = [1 / 362_880, -1 / 5040, 1 / 120, -1 / 6, 1];
/** Times random signs and a Hadamard transform: a rotation is three of them. */
const ROUNDS = 3;

/**
 * Ridge classification on random Fourier features. Each rotation goes through the core's own additions and subtractions,
 * one after another, so that a feature is the same whole number here as there.
 */
export function addRidge(graph: Graph, x: Value, tensors: Tensors, prefix: string): Value {
  const [coef, intercept] = [tensors.get(`${prefix}.coef`), tensors.get(`${prefix}.intercept`)];
  const features = addFeatures(graph, x, tensors, prefix, coef.shape[1] as number);
  const planes = [graph.floats(coef.shape, coef.values), graph.floats(intercept.shape, intercept.values)];
  const decisions = graph.op("Gemm", [features, ...planes], { transB: { i: 1 } });
  const sharp = graph.op("Mul", [decisions, graph.scalar(SHARPNESS)]);
  const proba = graph.op("Softmax", [sharp], { axis: { i: 1 } });
  return toAllClasses(graph, proba, tensors.get(`${prefix}.classes`).values);
}

/** [n, features] to the cosines of random projections, [n, count], from -127 to 127. */
function addFeatures(graph: Graph, x: Value, tensors: Tensors, prefix: string, count: number): Value {
  const mean = tensors.get(`${prefix}.mean`);
  const width = mean.values.length;
  const length = Math.max(MIN_LENGTH, 2 ** Math.ceil(Math.log2(width)));
  const { signs, phases } = drawMap(seedOf(tensors, prefix), length, count);
  const centred = graph.op("Sub", [x, graph.floats(mean.shape, mean.values)]);
  const padded = graph.op("Pad", [centred, graph.ints([0, 0, 0, length - width])]);
  const blocks = signs.length;
  let values = graph.op("Reshape", [padded, graph.ints([-1, 1, length])]);
  for (let round = 0; round < ROUNDS; round++) {
    const ofRound = signs.flatMap((rounds) => rounds[round] as number[]);
    values = graph.op("Mul", [values, graph.floats([1, blocks, length], ofRound)]);
    values = addHadamard(graph, values, length);
    values = graph.op("Reshape", [values, graph.ints([-1, blocks, length])]);
  }
  const all = graph.op("Reshape", [values, graph.ints([-1, blocks * length])]);
  const projected = graph.op("Slice", [all, graph.ints([0]), graph.ints([count]), graph.ints([1])]);
  const [frequency = 0] = Array.from(tensors.get(`${prefix}.frequency`).values);
  const turns = graph.op("Mul", [projected, graph.scalar(turnsOf(frequency, length))]);
  return addCosine(graph, graph.op("Add", [turns, graph.floats([1, count], phases)]));
}

function seedOf(tensors: Tensors, prefix: string): bigint {
  const [low = 0, high = 0] = Array.from(tensors.get(`${prefix}.seed`).values);
  return BigInt(low) | (BigInt(high) << 32n);
}

/** Turns for each unit of a rotated sample, rounded where the core rounds. */
function turnsOf(frequency: number, length: number): number {
  return Math.fround(frequency / Math.fround(Math.fround(2 * Math.PI) * length));
}

/** What the seed makes: the signs of each block of `length` features in each round, and the phase of each feature. */
function drawMap(seed: bigint, length: number, count: number): { signs: number[][][]; phases: number[] } {
  const ofPhases = new Pcg64(seed, 0n);
  const signs = Array.from({ length: Math.ceil(count / length) }, (_, block) => {
    const rng = new Pcg64(seed, BigInt(1 + block));
    return Array.from({ length: ROUNDS }, () => Array.from({ length }, () => (rng.next() >> 63n === 0n ? -1 : 1)));
  });
  return { signs, phases: Array.from({ length: count }, () => ofPhases.uniform()) };
}

/** The Walsh-Hadamard transform of the last axis, of `length`: sums and differences of neighbours, then of pairs, and so on. */
function addHadamard(graph: Graph, values: Value, length: number): Value {
  // The product with it is one addition and one subtraction: whatever order they are done in, they round once.
  const butterfly = graph.floats([2, 2], [1, 1, 1, -1]);
  let transformed = values;
  for (let half = 1; half < length; half *= 2) {
    const pairs = graph.op("Reshape", [transformed, graph.ints([-1, 2, half])]);
    transformed = graph.op("MatMul", [butterfly, pairs]);
  }
  return transformed;
}

/** 127 times the cosine of angles in turns, rounded: the core's series, step by step. */
function addCosine(graph: Graph, turns: Value): Value {
  const fraction = graph.op("Sub", [turns, graph.op("Round", [turns])]);
  const quarter = graph.op("Sub", [graph.scalar(0.25), graph.op("Abs", [fraction])]);
  const angle = graph.op("Mul", [quarter, graph.scalar(2 * Math.PI)]);
  const square = graph.op("Mul", [angle, angle]);
  const [first = 0, ...rest] = SERIES;
  const sum = rest.reduce(
    (sum, term) => graph.op("Add", [graph.op("Mul", [sum, square]), graph.scalar(term)]),
    graph.scalar(first),
  );
  return graph.op("Round", [graph.op("Mul", [graph.op("Mul", [sum, angle]), graph.scalar(ONE)])]);
}
