import { mean, standardDeviation } from "@siffra/shared";
import { percent } from "../../percent.ts";
import { alignColumns } from "../terminal/align.ts";
import type { SeedRun } from "./run.ts";

/** One model's test figures over the seeds. */
export interface Spread {
  model: string;
  seeds: number[];
  /** In the order of the seeds. */
  accuracies: number[];
  mean: number;
  /** Of a sample: n - 1 below. */
  standardDeviation: number;
  /** Expected calibration error, mean. */
  ece: number;
}

/** The spread of each model, in the order of the profile. @param runs of the same models, at least one */
export function toSpreads(runs: readonly SeedRun[]): Spread[] {
  const names = runs[0]?.metrics.models.map(({ model }) => model) ?? [];
  return names.map((model, place) => {
    const tests = runs.flatMap(({ metrics }) => metrics.models[place]?.test ?? []);
    const accuracies = tests.map(({ accuracy }) => accuracy);
    return {
      model,
      seeds: runs.map(({ seed }) => seed),
      accuracies,
      mean: mean(accuracies),
      standardDeviation: standardDeviation(accuracies),
      ece: mean(tests.map(({ ece }) => ece)),
    };
  });
}

const HEAD = ["model", "seeds", "mean", "std dev", "lowest", "highest", "mean ECE"];

export function spreadText(spreads: readonly Spread[]): string {
  const rows = spreads.map(({ model, accuracies, mean, standardDeviation, ece }) => [
    model,
    String(accuracies.length),
    ...[mean, standardDeviation, Math.min(...accuracies), Math.max(...accuracies), ece].map(percent),
  ]);
  return `Test accuracy over seeds\n${alignColumns([HEAD, ...rows])}`;
}
