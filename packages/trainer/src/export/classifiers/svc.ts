import type { ClassifierParams } from "@siffra/shared";
import type { Graph, Value } from "../graph.ts";
import type { Tensors } from "../tensors.ts";
import { toAllClasses } from "./classes.ts";

/** As the core has it, see its svm/decision.rs. */
const SHARPNESS = 4;

/** The pairs of `n` classes in their order: (0, 1), (0, 2), ... (1, 2), ... */
function pairsOf(n: number): [number, number][] {
  const all = Array.from({ length: n }, (_, i) => i);
  return all.flatMap((i) => all.slice(i + 1).map((j): [number, number] => [i, j]));
}

/** The one-vs-one machine, with the core's probabilities and its winner. */
export function addSvc(
  graph: Graph,
  x: Value,
  tensors: Tensors,
  prefix: string,
  { break_ties }: ClassifierParams,
): Value {
  const classes = tensors.get(`${prefix}.classes`).values;
  const pairs = pairsOf(classes.length);
  const decisions = addDecisions(graph, x, tensors, prefix, pairs);
  const worst = addWorst(graph, decisions, pairs, classes.length);
  const sharp = graph.op("Mul", [worst, graph.scalar(SHARPNESS)]);
  const proba = graph.op("Softmax", [sharp], { axis: { i: 1 } });
  const votes = addVotes(graph, decisions, pairs, classes.length, break_ties === true && classes.length > 2);
  return toAllClasses(graph, addCrown(graph, proba, votes, classes.length), classes);
}

/** The decision values of the pairs, [n, pairs]: above 0 means the first class. */
function addDecisions(graph: Graph, x: Value, tensors: Tensors, prefix: string, pairs: [number, number][]): Value {
  const vectors = tensors.get(`${prefix}.support_vectors`);
  const [gamma = 0] = Array.from(tensors.get(`${prefix}.gamma`).values);
  const support = graph.floats(vectors.shape, vectors.values);
  const products = graph.op("MatMul", [x, graph.op("Transpose", [support], { perm: { ints: [1, 0] } })]);
  const kernel = gamma === 0 ? products : addRbf(graph, x, products, vectors, gamma);
  const weights = graph.floats([vectors.shape[0] as number, pairs.length], pairWeights(tensors, prefix, pairs));
  const intercept = graph.floats([pairs.length], tensors.get(`${prefix}.intercept`).values);
  return graph.op("Add", [graph.op("MatMul", [kernel, weights]), intercept]);
}

/** exp(-gamma |x - v|^2) out of the products. */
function addRbf(
  graph: Graph,
  x: Value,
  products: Value,
  { shape, values }: { shape: number[]; values: ArrayLike<number> },
  gamma: number,
): Value {
  const [count = 0, width = 1] = shape;
  const squares = new Float64Array(count);
  for (let i = 0; i < values.length; i++) {
    const at = Math.floor(i / width);
    squares[at] = (squares[at] as number) + (values[i] as number) ** 2;
  }
  const ofSample = graph.op("ReduceSum", [graph.op("Mul", [x, x]), graph.ints([1])], { keepdims: { i: 1 } });
  const both = graph.op("Add", [ofSample, graph.floats([1, count], squares)]);
  const distance = graph.op("Sub", [both, graph.op("Mul", [products, graph.scalar(2)])]);
  return graph.op("Exp", [graph.op("Mul", [graph.op("Relu", [distance]), graph.scalar(-gamma)])]);
}

/** y alpha of each support vector in each pair, [vectors, pairs]; 0 in pairs that its class is not in. */
function pairWeights(tensors: Tensors, prefix: string, pairs: [number, number][]): Float32Array {
  const { values } = tensors.get(`${prefix}.dual_coef`);
  const counts = Array.from(tensors.get(`${prefix}.n_support`).values);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const weights = new Float32Array(total * pairs.length);
  let vector = 0;
  for (const [own, count] of counts.entries()) {
    for (let k = 0; k < count; k++, vector++) {
      for (const [pair, [i, j]] of pairs.entries()) {
        // Row k of dual_coef is a vector's pair with the k-th other class.
        const row = own === i ? j - 1 : own === j ? i : -1;
        if (row >= 0) weights[vector * pairs.length + pair] = values[row * total + vector] as number;
      }
    }
  }
  return weights;
}

/** Of each class the worst decision value against any other, [n, classes]. */
function addWorst(graph: Graph, decisions: Value, pairs: [number, number][], n: number): Value {
  const others = n - 1;
  const signs = new Float32Array(pairs.length * n * others);
  for (const [pair, [i, j]] of pairs.entries()) {
    signs[pair * n * others + i * others + (j - 1)] = 1;
    signs[pair * n * others + j * others + i] = -1;
  }
  const signed = graph.op("MatMul", [decisions, graph.floats([pairs.length, n * others], signs)]);
  const byClass = graph.op("Reshape", [signed, graph.ints([-1, n, others])]);
  return graph.op("ReduceMin", [byClass], { axes: { ints: [2] }, keepdims: { i: 0 } });
}

/** Votes of the pairs; with `breaksTies` plus scikit-learn's confidences, squeezed into a third of a vote. */
function addVotes(graph: Graph, decisions: Value, pairs: [number, number][], n: number, breaksTies: boolean): Value {
  const side = (which: 0 | 1) =>
    graph.floats(
      [pairs.length, n],
      pairs.flatMap((pair) => Array.from({ length: n }, (_, k) => (pair[which] === k ? 1 : 0))),
    );
  const [firsts, seconds] = [side(0), side(1)];
  // A decision of 0 goes to the first class where ties are broken and to the second where they are not.
  const compared = graph.op(breaksTies ? "GreaterOrEqual" : "Greater", [decisions, graph.scalar(0)]);
  const won = graph.op("Cast", [compared], { to: { i: 1 } });
  const lost = graph.op("Sub", [graph.scalar(1), won]);
  const votes = graph.op("Add", [graph.op("MatMul", [won, firsts]), graph.op("MatMul", [lost, seconds])]);
  if (!breaksTies) return votes;
  const sums = graph.op("Sub", [graph.op("MatMul", [decisions, firsts]), graph.op("MatMul", [decisions, seconds])]);
  const size = graph.op("Mul", [graph.op("Add", [graph.op("Abs", [sums]), graph.scalar(1)]), graph.scalar(3)]);
  return graph.op("Add", [votes, graph.op("Div", [sums, size])]);
}

/** Lets the winner of the votes and the class of the highest probability change places. */
function addCrown(graph: Graph, proba: Value, votes: Value, n: number): Value {
  const oneHot = (scores: Value) => {
    const best = graph.op("ArgMax", [scores], { axis: { i: 1 }, keepdims: { i: 0 } });
    return graph.op("OneHot", [best, graph.ints([n]), graph.floats([2], [0, 1])], { axis: { i: 1 } });
  };
  const [winner, largest] = [oneHot(votes), oneHot(proba)];
  const of = (mask: Value) =>
    graph.op("ReduceSum", [graph.op("Mul", [proba, mask]), graph.ints([1])], { keepdims: { i: 1 } });
  const gap = graph.op("Sub", [of(largest), of(winner)]);
  return graph.op("Add", [proba, graph.op("Mul", [graph.op("Sub", [winner, largest]), gap])]);
}
