/** Index of the first largest value, as the core chooses its answer. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

/**
 * The digits with a probability of at least `threshold`, most probable first. The most probable is always among them:
 * that can only raise the share of sets that hold the truth.
 */
export function predictionSet(probabilities: readonly number[], threshold: number): number[] {
  const best = argmax(probabilities);
  return probabilities
    .map((probability, digit) => ({ probability, digit }))
    .filter(({ probability, digit }) => digit === best || probability >= threshold)
    .sort((a, b) => b.probability - a.probability || a.digit - b.digit)
    .map(({ digit }) => digit);
}
