import { type JsonKind, parseJson } from "@siffra/shared";
import type * as v from "valibot";
import { fetchText } from "../../fetchText.ts";

/** None of the files is near this large. */
export const MAX_FILE_BYTES = 8_000_000;

/** Gives a file of a run by its name. @throws SiffraError "run-missing" or "run-size" */
export type OpenRunFile = (name: string) => Promise<string>;

/** The files of the shipped run. */
export const openShipped: OpenRunFile = async (name) => {
  const text = await fetchText(new URL(`run/${name}`, document.baseURI), "run-missing");
  return text.slice(0, MAX_FILE_BYTES);
};

/** A file of a run, as `siffra train` wrote it. @throws as `open`; SiffraError "run-json" or "run-schema" */
export async function readRunFile<S extends v.GenericSchema>(
  open: OpenRunFile,
  name: string,
  schema: S,
): Promise<v.InferOutput<S>> {
  const kind: JsonKind = { what: name, jsonCode: "run-json", schemaCode: "run-schema", advice: "Reload the page." };
  return parseJson(schema, await open(name), kind);
}
