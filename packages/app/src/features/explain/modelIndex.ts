import { parseJson } from "@siffra/shared";
import * as v from "valibot";

/** models/index.json: the folders beside it that hold a bundle. */
const ModelIndex = v.object({
  formatVersion: v.literal(1),
  models: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z\d][a-z\d-]{0,39}$/))), v.minLength(1), v.maxLength(20)),
});

const KIND = {
  what: "models/index.json",
  jsonCode: "index-broken",
  schemaCode: "index-broken",
  advice: "The site needs to publish it again.",
};

/** @throws SiffraError "index-broken" */
export const parseModelIndex = (text: string): string[] => parseJson(ModelIndex, text, KIND).models;

/** The folders of all bundles that the site ships. @throws SiffraError "index-broken", or what `fetch` threw */
export async function fetchModelFolders(): Promise<string[]> {
  const response = await fetch(new URL("models/index.json", document.baseURI));
  const names = parseModelIndex(response.ok ? await response.text() : "");
  return names.map((name) => new URL(`models/${name}/`, document.baseURI).href);
}
