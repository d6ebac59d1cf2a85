/** Steps that people count in, of each power of ten. */
const STEPS = [1, 2, 5, 10];

/** Round values from `low` to `high`, about `count` of them and at least one, no nearer each other than `least`. */
export function ticks([low, high]: readonly [number, number], count: number, least = 0): number[] {
  const rough = Math.max(least, (high - low) / count);
  if (!(high > low)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((each) => each * power >= rough * (1 - 1e-9)) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Ones and threes of each power of ten from `low` to `high`, both above 0: nearly even steps of a logarithmic axis. */
export function logTicks([low, high]: readonly [number, number]): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, i) => 10 ** (first + i));
  const values = powers.flatMap((power) => [power, 3 * power]).map((value) => Number(value.toPrecision(12)));
  return values.filter((value) => value >= low && value <= high);
}
