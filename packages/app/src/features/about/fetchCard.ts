import { BundleManifest, parseJson } from "@siffra/shared";
import { fetchText } from "../../fetchText.ts";
import { withoutFrontMatter } from "./frontMatter.ts";

const MANIFEST = {
  what: "manifest.json of the bundle",
  jsonCode: "bundle-json",
  schemaCode: "bundle-schema",
  advice: "Reload the page.",
};

/** A card is a few pages; what is larger is none. */
const MAX_CARD_CHARACTERS = 100_000;

/** What is known of the model in the folder `model`: its manifest, and its card in Markdown. */
export async function fetchCard(model: string): Promise<{ manifest: BundleManifest; markdown: string }> {
  const folder = new URL(model, document.baseURI);
  const [manifest, card] = await Promise.all([
    fetchText(new URL("manifest.json", folder), "model-missing"),
    fetchText(new URL("README.md", folder), "model-missing"),
  ]);
  return {
    manifest: parseJson(BundleManifest, manifest, MANIFEST),
    markdown: withoutFrontMatter(card.slice(0, MAX_CARD_CHARACTERS)),
  };
}
