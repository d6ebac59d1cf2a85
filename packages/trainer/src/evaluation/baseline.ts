import { mcNemar, type PairedAccuracies, type Profile, pairedInterval } from "@siffra/shared";

/** Whether a pipeline of the profile is there for comparison only. */
export function isBaseline({ baselines = {} }: Pick<Profile, "baselines">, name: string): boolean {
  return Object.values(baselines).includes(name);
}

/** @param model whether each image is read right, 0 or 1; `baseline` the same, of the same images */
export function comparePaired(model: Uint8Array, baseline: Uint8Array): PairedAccuracies {
  const { onlyFirst: onlyModel, onlySecond: onlyBaseline, pMid } = mcNemar(model, baseline);
  const n = model.length;
  const difference = (onlyModel - onlyBaseline) / n;
  return { onlyModel, onlyBaseline, difference, interval: pairedInterval(onlyModel, onlyBaseline, n), pMid };
}
