import { CLASS_COUNT } from "../core.ts";
import type { ClassMetrics } from "../schemas/index.ts";

/** How often each true digit (row) was read as each digit (column). */
export function confusionMatrix(labels: Uint8Array, predicted: Uint8Array): number[][] {
  const matrix = Array.from({ length: CLASS_COUNT }, () => new Array<number>(CLASS_COUNT).fill(0));
  for (const [i, label] of labels.entries()) {
    const row = matrix[label] as number[];
    const column = predicted[i] as number;
    row[column] = (row[column] as number) + 1;
  }
  return matrix;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
// As scikit-learn's zero_division=0: a ratio of nothing is 0.
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** Share of the images on the diagonal. */
export function accuracy(confusion: readonly number[][]): number {
  return ratio(sum(confusion.map((row, digit) => row[digit] as number)), sum(confusion.flat()));
}

/** Precision, recall and F1 of each digit against all the others. */
export function perClassMetrics(confusion: readonly number[][]): ClassMetrics[] {
  return confusion.map((row, label) => {
    const right = row[label] as number;
    const support = sum(row);
    const answered = sum(confusion.map((other) => other[label] as number));
    const f1 = ratio(2 * right, support + answered);
    return { label, precision: ratio(right, answered), recall: ratio(right, support), f1, support };
  });
}

/** The mean over the digits, each counting the same. */
export function macroMetrics(perClass: readonly ClassMetrics[]): { precision: number; recall: number; f1: number } {
  return {
    precision: mean(perClass.map(({ precision }) => precision)),
    recall: mean(perClass.map(({ recall }) => recall)),
    f1: mean(perClass.map(({ f1 }) => f1)),
  };
}
