/** Of seconds that were measured several times. */
export interface Spread {
  min: number;
  median: number;
  max: number;
}

/** Of at least one value; the median of an even number is the mean of the two in the middle. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (i: number) => sorted[i] as number;
  const middle = (sorted.length - 1) / 2;
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
  return { min: at(0), median, max: at(sorted.length - 1) };
}

export const median = (values: readonly number[]): number => spread(values).median;

/**
 * The e of the power law `y = c x^e` that fits best, by least squares of the logarithms; null for fewer than two x.
 * All values are above 0.
 */
export function growthExponent(points: readonly { x: number; y: number }[]): number | null {
  const logs = points.map(({ x, y }) => [Math.log(x), Math.log(y)] as const);
  const mean = (axis: 0 | 1) => logs.reduce((sum, point) => sum + point[axis], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return variance > 0 ? covariance / variance : null;
}
