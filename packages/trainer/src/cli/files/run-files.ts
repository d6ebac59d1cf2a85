import { existsSync } from "node:fs";
import { join } from "node:path";
import type * as v from "valibot";
import { readJson } from "./disk.ts";

const MAX_BYTES = 10_000_000;

/** Whether a folder is what `siffra train` leaves. */
export const isRun = (dir: string) => existsSync(join(dir, "run.json"));

/** A JSON file of a finished run. @throws SiffraError "file-unreadable", "file-size", "run-json" or "run-schema" */
export function readRunFile<S extends v.GenericSchema>(path: string, schema: S): Promise<v.InferOutput<S>> {
  return readJson(path, schema, MAX_BYTES, {
    jsonCode: "run-json",
    schemaCode: "run-schema",
    advice: "Train again with `siffra train`: the file is damaged or of another version.",
  });
}
