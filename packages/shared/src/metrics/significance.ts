import { SiffraError } from "../errors.ts";
import { regularizedBeta } from "./beta.ts";

/** A t-test over the differences of two models in the same folds. */
export interface TTest {
  meanDifference: number;
  /** null when every fold gave the same difference: there is nothing to divide by. */
  t: number | null;
  degreesOfFreedom: number;
  /** Two-sided. */
  p: number;
}

/**
 * The corrected resampled t-test (Nadeau & Bengio 2003, "Inference for the generalization error", section 4): the
 * variance over the folds counts 1/J + test/train times, because the folds' training samples overlap.
 * @param differences of the scores, one for each of J folds of all repeats; at least two
 * @param testShare samples that a fold tests on, over samples that it trains on
 * @throws SiffraError "significance-folds"
 */
export function correctedTTest(differences: readonly number[], testShare: number): TTest {
  const count = differences.length;
  if (count < 2) throw new SiffraError("significance-folds", `Expected two folds or more to compare, found ${count}.`);
  const meanDifference = mean(differences);
  const degreesOfFreedom = count - 1;
  const deviation = standardDeviation(differences) * Math.sqrt(1 / count + testShare);
  if (deviation === 0) {
    return { meanDifference, t: null, degreesOfFreedom, p: meanDifference === 0 ? 1 : 0 };
  }
  const t = meanDifference / deviation;
  return { meanDifference, t, degreesOfFreedom, p: twoSidedStudent(t, degreesOfFreedom) };
}

/** The probability of a t at least as far from 0 under Student's distribution. */
function twoSidedStudent(t: number, degreesOfFreedom: number): number {
  return regularizedBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t));
}

/** McNemar's test on the images that one of two models reads right and the other wrong. */
export interface McNemar {
  /** Right by the first model alone. */
  onlyFirst: number;
  /** Right by the second alone. */
  onlySecond: number;
  /** Two-sided, of the exact binomial test. */
  pExact: number;
  /** The mid-p variant, which is less cautious and still holds its level (Fagerland et al. 2013). */
  pMid: number;
}

/** @param first whether each image is read right, 0 or 1; `second` the same for the other model */
export function mcNemar(first: Uint8Array, second: Uint8Array): McNemar {
  let onlyFirst = 0;
  let onlySecond = 0;
  for (const [i, isRight] of first.entries()) {
    if (isRight > (second[i] as number)) onlyFirst++;
    if (isRight < (second[i] as number)) onlySecond++;
  }
  return { onlyFirst, onlySecond, ...mcNemarP(onlyFirst, onlySecond) };
}

function mcNemarP(onlyFirst: number, onlySecond: number): Pick<McNemar, "pExact" | "pMid"> {
  const n = onlyFirst + onlySecond;
  if (n === 0) return { pExact: 1, pMid: 1 };
  const fewer = Math.min(onlyFirst, onlySecond);
  const tail = 2 * coinTail(fewer, n);
  const point = 2 * (coinTail(fewer, n) - coinTail(fewer - 1, n));
  // When both have the same number, the two tails share the middle one.
  const pMid = onlyFirst === onlySecond ? 1 - point / 4 : tail - point / 2;
  return { pExact: Math.min(1, tail), pMid };
}

/** The probability of at most `heads` in `n` tosses of a fair coin. */
function coinTail(heads: number, n: number): number {
  if (heads < 0) return 0;
  return heads >= n ? 1 : regularizedBeta(n - heads, heads + 1, 0.5);
}

/** Holm's (1979) step-down correction: p values that hold for all tests together, in the order given. */
export function holm(p: readonly number[]): number[] {
  const order = [...p.keys()].sort((a, b) => (p[a] as number) - (p[b] as number));
  const corrected = new Array<number>(p.length);
  let largest = 0;
  for (const [rank, place] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (p.length - rank) * (p[place] as number)));
    corrected[place] = largest;
  }
  return corrected;
}

/** The mean of at least one value. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With n - 1 below, as a sample's; 0 for a single value. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
