// Lanczos' approximation with g = 7 and nine terms (Godfrey's coefficients): 15 digits for x > 0.5.
const G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln of the gamma function, for x of 0.5 or more. */
function logGamma(x: number): number {
  const [first = 0, ...rest] = LANCZOS;
  const sum = rest.reduce((total, coefficient, i) => total + coefficient / (x + i), first);
  const t = x + G - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const PRECISION = 1e-15;
const MOST_STEPS = 10_000;
// In place of a zero denominator, as Lentz' method has it.
const TINY = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b): the share of a beta distribution below x.
 * By its continued fraction (https://dlmf.nist.gov/8.17.E22) and Lentz' method.
 * @param a 0.5 or more
 * @param b 0.5 or more
 * @param x 0 to 1
 */
export function regularizedBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean; above it the mirrored one does.
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(b, a, 1 - x);
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return Math.exp(logFront) / (a * continuedFraction(a, b, x));
}

/** 1 + d1 / (1 + d2 / (1 + ...)). */
function continuedFraction(a: number, b: number, x: number): number {
  let fraction = 1;
  let c = 1;
  let d = 0;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const term = fractionTerm(a, b, x, step);
    d = 1 / nonZero(1 + term * d);
    c = nonZero(1 + term / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return fraction;
}

function fractionTerm(a: number, b: number, x: number, step: number): number {
  const m = Math.floor(step / 2);
  if (step % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

const nonZero = (value: number) => (Math.abs(value) < TINY ? TINY : value);
