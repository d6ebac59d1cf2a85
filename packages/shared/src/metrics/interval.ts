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
