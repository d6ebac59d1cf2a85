import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type BundleFiles,
  type JsonKind,
  MAX_MANIFEST_BYTES,
  MAX_TENSORS_BYTES,
  parseJson,
  Selection,
  SiffraError,
} from "@siffra/shared";
import { UsageError } from "../usage.ts";
import { readLimited } from "./disk.ts";
import { RUNS_DIR, SHIPPED_MODELS_DIR, userPath } from "./paths.ts";

const STANDARD_RUN = join(RUNS_DIR, "standard");
const MAX_SELECTION_BYTES = 1_000_000;

const SELECTION: JsonKind = {
  what: "selection.json of runs/standard",
  jsonCode: "selection-json",
  schemaCode: "selection-schema",
  advice: "Train again with `siffra train`, or name a model with --model.",
};

/** The two files of the bundle in `dir`, unchecked. */
export async function readBundleFiles(dir: string): Promise<BundleFiles> {
  return {
    manifest: await readLimited(join(dir, "manifest.json"), MAX_MANIFEST_BYTES),
    tensors: await readLimited(join(dir, "model.safetensors"), MAX_TENSORS_BYTES),
  };
}

/** The files of the model that --model names, else of the one that runs/standard chose, else of the shipped one. */
export async function findBundle(model: string | undefined): Promise<BundleFiles> {
  return readBundleFiles(model === undefined ? await defaultBundle() : namedBundle(model));
}

async function defaultBundle(): Promise<string> {
  const path = join(STANDARD_RUN, "selection.json");
  if (!existsSync(path)) return shippedBundle();
  const text = new TextDecoder().decode(await readLimited(path, MAX_SELECTION_BYTES));
  return join(STANDARD_RUN, "models", parseJson(Selection, text, SELECTION).chosen);
}

function shippedBundle(): string {
  const dir = join(SHIPPED_MODELS_DIR, "default");
  if (existsSync(join(dir, "manifest.json"))) return dir;
  const message = `Expected a trained model in ${STANDARD_RUN} or a shipped one in ${dir}, found neither.`;
  throw new SiffraError("model-missing", `${message} Run \`siffra train\`, or name a model with --model.`);
}

function namedBundle(model: string): string {
  const places = [userPath(model), join(STANDARD_RUN, "models", model), join(SHIPPED_MODELS_DIR, model)];
  const found = places.find((dir) => existsSync(join(dir, "manifest.json")));
  if (found !== undefined) return found;
  throw new UsageError(
    `--model ${model}: expected a bundle's folder or a name, found no manifest.json in ${places.join(", ")}.`,
  );
}
