// The 97.5 % quantile of the normal distribution.
const Z = 1.959963984540054;

/** Wilson's 95 % interval of a share: `successes` of `n`. It stays inside 0 to 1 and holds near the ends. */
export function wilsonInterval(successes: number, n: number): [number, number] {
  const share = successes / n;
  const denominator = 1 + (Z * Z) / n;
  const centre = (share + (Z * Z) / (2 * n)) / denominator;
  const half = (Z / denominator) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * A 95 % interval of the difference of two shares of the same `n` images: of those that the first alone counts less those
 * that the second alone does. Agresti and Min (2005), "Simple improved confidence intervals for comparing matched
 * proportions": Wald's, with half an image more in each of the four cells.
 */
export function pairedInterval(onlyFirst: number, onlySecond: number, n: number): [number, number] {
  const [first, second, all] = [onlyFirst + 0.5, onlySecond + 0.5, n + 2];
  const centre = (first - second) / all;
  const half = (Z / all) * Math.sqrt(first + second - (first - second) ** 2 / all);
  return [Math.max(-1, centre - half), Math.min(1, centre + half)];
}
