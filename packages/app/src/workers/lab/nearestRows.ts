/** Squared Euclidean distance between `a` and row `row` of `rows`. */
function distance(a: Float32Array, rows: Float32Array, row: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (rows[row * a.length + i] as number);
    sum += difference * difference;
  }
  return sum;
}

/** The `count` rows nearest to `a`, the nearest first, of equally near ones the earlier first. `rows` is row-major. */
export function nearestRows(a: Float32Array, rows: Float32Array, count: number): number[] {
  const distances = Float64Array.from({ length: rows.length / a.length }, (_, row) => distance(a, rows, row));
  return [...distances.keys()]
    .sort((i, j) => (distances[i] as number) - (distances[j] as number) || i - j)
    .slice(0, count);
}
