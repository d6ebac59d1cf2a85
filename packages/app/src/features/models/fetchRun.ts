import { type JsonKind, Metrics, Mistakes, parseJson, Selection } from "@siffra/shared";
import type * as v from "valibot";
import { fetchText } from "../../fetchText.ts";
import { decodeThumbnails } from "./thumbnails.ts";

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

/** What each model misread, and the test images by their place in the test file. */
export interface MisreadPictures {
  mistakes: Mistakes;
  thumbnails: ReadonlyMap<number, Uint8Array>;
}

/** The test images that the models misread. @throws as `fetchRun` does */
export async function fetchMisread(): Promise<MisreadPictures> {
  const mistakes = await fetchRunFile("mistakes.json", Mistakes);
  return { mistakes, thumbnails: decodeThumbnails(mistakes.thumbnails) };
}

async function fetchRunFile<S extends v.GenericSchema>(name: string, schema: S): Promise<v.InferOutput<S>> {
  const text = await fetchText(new URL(`run/${name}`, document.baseURI), "run-missing");
  const kind: JsonKind = { what: name, jsonCode: "run-json", schemaCode: "run-schema", advice: "Reload the page." };
  return parseJson(schema, text.slice(0, MAX_CHARACTERS), kind);
}
