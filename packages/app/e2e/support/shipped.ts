import { readFileSync } from "node:fs";
import { BundleManifest } from "@siffra/shared";
import * as v from "valibot";

const PATH = new URL("../../public/models/default/manifest.json", import.meta.url);

/** The bundle that the app ships: what is said of it, whichever it is. */
const { pipeline, metrics } = v.parse(
  v.object({ pipeline: BundleManifest.entries.pipeline, metrics: BundleManifest.entries.metrics }),
  JSON.parse(readFileSync(PATH, "utf8")),
);

export const SHIPPED_TITLE = pipeline.title?.en ?? pipeline.name;
export const SHIPPED_ACCURACY = `${(100 * (metrics.test?.accuracy ?? Number.NaN)).toFixed(2)} %`;

const INDEX = new URL("../../public/models/index.json", import.meta.url);

/** How many models the app ships. */
export const SHIPPED_MODELS = v.parse(
  v.object({ models: v.array(v.string()) }),
  JSON.parse(readFileSync(INDEX, "utf8")),
).models.length;
