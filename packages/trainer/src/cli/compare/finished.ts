import { join } from "node:path";
import { Comparison, Metrics, Selection } from "@siffra/shared";
import { readRunFile } from "../files/run-files.ts";

/** What a run found out of its models. */
export interface FinishedRun {
  comparison: Comparison;
  selection: Selection;
  verdict: Metrics["verdict"];
}

/** @throws SiffraError as `readRunFile` does */
export async function readRun(dir: string): Promise<FinishedRun> {
  const { verdict } = await readRunFile(join(dir, "metrics.json"), Metrics);
  return {
    comparison: await readRunFile(join(dir, "comparison.json"), Comparison),
    selection: await readRunFile(join(dir, "selection.json"), Selection),
    verdict,
  };
}
