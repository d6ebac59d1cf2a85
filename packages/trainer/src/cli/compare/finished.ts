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

/** @throws SiffraError "file-unreadable", "run-json" or "run-schema" */
export async function readRun(dir: string): Promise<FinishedRun> {
  const read = async <S extends v.GenericSchema>(name: string, schema: S) =>
    parseJson(schema, new TextDecoder().decode(await readLimited(join(dir, name), MAX_BYTES)), {
      what: join(dir, name),
      jsonCode: "run-json",
      schemaCode: "run-schema",
      advice: "Train again with `siffra train`: the file is damaged or of another version.",
    });
  const { verdict } = await read("metrics.json", Metrics);
  return {
    comparison: await read("comparison.json", Comparison),
    selection: await read("selection.json", Selection),
    verdict,
  };
}
