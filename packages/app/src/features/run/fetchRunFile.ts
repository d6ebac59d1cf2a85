import { type JsonKind, parseJson } from "@siffra/shared";
import type * as v from "valibot";
import { fetchText } from "../../fetchText.ts";

/** None of the files is near this large. */
const MAX_CHARACTERS = 8_000_000;

/** A file of the shipped run, as `siffra train` wrote it. @throws SiffraError "run-missing", "run-json" or "run-schema" */
export async function fetchRunFile<S extends v.GenericSchema>(name: string, schema: S): Promise<v.InferOutput<S>> {
  const text = await fetchText(new URL(`run/${name}`, document.baseURI), "run-missing");
  const kind: JsonKind = { what: name, jsonCode: "run-json", schemaCode: "run-schema", advice: "Reload the page." };
  return parseJson(schema, text.slice(0, MAX_CHARACTERS), kind);
}
