import { type JsonKind, Metrics, Mistakes, parseJson, Selection, SiffraError } from "@siffra/shared";
import type * as v from "valibot";

/** The figures of the shipped run, as `siffra train` wrote them. */
export interface ShippedRun {
  metrics: Metrics;
  selection: Selection;
}

/** None of the files is near this large. */
const MAX_CHARACTERS = 8_000_000;

/** The figures and the choice. @throws SiffraError "run-missing", "run-json" or "run-schema" */
export async function fetchRun(): Promise<ShippedRun> {
  const [metrics, selection] = await Promise.all([
    fetchRunFile("metrics.json", Metrics),
    fetchRunFile("selection.json", Selection),
  ]);
  return { metrics, selection };
}

/** The test images that each model misread. @throws as `fetchRun` does */
export const fetchMistakes = (): Promise<Mistakes> => fetchRunFile("mistakes.json", Mistakes);

async function fetchRunFile<S extends v.GenericSchema>(name: string, schema: S): Promise<v.InferOutput<S>> {
  const response = await fetch(new URL(`run/${name}`, document.baseURI));
  if (!response.ok) {
    throw new SiffraError("run-missing", `${name}: expected status 200, the server answered ${response.status}.`);
  }
  const kind: JsonKind = { what: name, jsonCode: "run-json", schemaCode: "run-schema", advice: "Reload the page." };
  return parseJson(schema, (await response.text()).slice(0, MAX_CHARACTERS), kind);
}
