import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseJson, SiffraError } from "@siffra/shared";
import { type Sources, SourcesSchema } from "../dataset/index.ts";

const SOURCES_URL = new URL("../../../../datasets/sources.json", import.meta.url);

/** Reads and checks the repository's datasets/sources.json. Throws `data-sources` when it is not as the schema says. */
export async function readSources(): Promise<Sources> {
  const what = fileURLToPath(SOURCES_URL);
  const advice = "Restore the file from the repository.";
  const text = await readFile(SOURCES_URL, "utf8").catch((cause: Error) => {
    throw new SiffraError(
      "data-sources",
      `${what}: expected the list of MNIST sources, found ${cause.message}. ${advice}`,
      {
        cause,
      },
    );
  });
  return parseJson(SourcesSchema, text, { what, jsonCode: "data-sources", schemaCode: "data-sources", advice });
}
