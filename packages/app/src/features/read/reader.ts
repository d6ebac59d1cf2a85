import { createRoot } from "solid-js";
import { makeReaderClient } from "../../workers/client.ts";
import { spawnReader } from "../../workers/spawn.ts";
import { createModel } from "./createModel.ts";
import { createReading } from "./createReading.ts";

/** The folder of the bundle that reads unless another is asked for. */
export const DEFAULT_MODEL = "models/default/";

function start() {
  const client = makeReaderClient({ spawn: spawnReader, modelUrl: new URL(DEFAULT_MODEL, document.baseURI).href });
  return { ...createModel(client), state: createReading(client) };
}

let started: ReturnType<typeof start> | undefined;

/** The reader and what lies on its paper: started by the first page that needs it, kept while pages come and go. */
export function theReader(): ReturnType<typeof start> {
  started ??= createRoot(start);
  return started;
}
