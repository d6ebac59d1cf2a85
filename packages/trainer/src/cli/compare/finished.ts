import { existsSync } from "node:fs";
import { join } from "node:path";
import { Comparison, Metrics, parseJson, Selection } from "@siffra/shared";
import type * as v from "valibot";
import { readLimited } from "../files.ts";

const MAX_BYTES = 10_000_000;

/** What a run found out of its models. */
export interface FinishedRun {
  comparison: Comparison;
  selection: Selection;
  verdict: Metrics["verdict"];
}

/** Whether a folder is what `siffra train` leaves. */
export const isRun = (dir: string) => existsSync(join(dir, "run.json"));

/** A file that `siffra train` left. @throws SiffraError "file-unreadable", "run-json" or "run-schema" */
export async function readRunFile<S extends v.GenericSchema>(path: string, schema: S): Promise<v.InferOutput<S>> {
  return parseJson(schema, new TextDecoder().decode(await readLimited(path, MAX_BYTES)), {
    what: path,
    jsonCode: "run-json",
    schemaCode: "run-schema",
    advice: "Train again with `siffra train`: the file is damaged or of another version.",
  });
}

/** @throws as readRunFile does */
export async function readRun(dir: string): Promise<FinishedRun> {
  const { verdict } = await readRunFile(join(dir, "metrics.json"), Metrics);
  return {
    comparison: await readRunFile(join(dir, "comparison.json"), Comparison),
    selection: await readRunFile(join(dir, "selection.json"), Selection),
    verdict,
  };
}
