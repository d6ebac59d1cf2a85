import type { ReaderCore } from "../core.ts";
import { asSiffraError, SiffraError } from "../errors.ts";
import { sha256Hex } from "../hash.ts";
import { Pipeline } from "../pipeline/index.ts";
import { Reader } from "../reader/index.ts";
import { BundleManifest, type JsonKind, parseJson } from "../schemas/index.ts";
import { checkSize, MAX_MANIFEST_BYTES, MAX_TENSORS_BYTES } from "./limits.ts";

/** The two files of a bundle's folder. */
export interface BundleFiles {
  /** manifest.json */
  manifest: Uint8Array;
  /** model.safetensors */
  tensors: Uint8Array;
}

const MANIFEST: JsonKind = {
  what: "manifest.json of the bundle",
  jsonCode: "bundle-json",
  schemaCode: "bundle-schema",
  advice: "Train the model again or fetch the bundle again.",
};

/**
 * Checks everything that can be checked about a bundle and makes a reader of it.
 * @throws SiffraError "bundle-size", "bundle-json", "bundle-schema", "bundle-preprocess-version", "bundle-hash" or
 * "bundle-tensors"
 */
export function readBundle(core: ReaderCore, files: BundleFiles): Reader {
  checkSize("manifest.json", files.manifest.length, MAX_MANIFEST_BYTES);
  checkSize("model.safetensors", files.tensors.length, MAX_TENSORS_BYTES);
  const manifest = parseJson(BundleManifest, new TextDecoder().decode(files.manifest), MANIFEST);
  checkPreprocessVersion(manifest.preprocessVersion, core.preprocessVersion());
  checkTensors(manifest, files.tensors);
  return new Reader(core, manifest, loadPipeline(core, manifest, files.tensors));
}

function checkPreprocessVersion(found: number, expected: number): void {
  if (found === expected) return;
  throw new SiffraError(
    "bundle-preprocess-version",
    `The bundle was made with version ${found} of the preprocessing, this program has version ${expected}: its answers would be wrong. Train the model again.`,
  );
}

function checkTensors({ tensors }: BundleManifest, bytes: Uint8Array): void {
  const sha256 = sha256Hex(bytes);
  if (bytes.length === tensors.bytes && sha256 === tensors.sha256) return;
  throw new SiffraError(
    "bundle-hash",
    `model.safetensors: expected ${tensors.bytes} bytes with SHA-256 ${tensors.sha256}, found ${bytes.length} bytes with ${sha256}. The file is damaged or belongs to another manifest: train the model again or fetch the bundle again.`,
  );
}

function loadPipeline(core: ReaderCore, manifest: BundleManifest, bytes: Uint8Array): Pipeline {
  try {
    return Pipeline.load(core, manifest.pipeline, bytes);
  } catch (cause) {
    const reason = asSiffraError(cause).message;
    throw new SiffraError(
      "bundle-tensors",
      `model.safetensors does not hold the pipeline that manifest.json describes: ${reason}. Train the model again.`,
      { cause },
    );
  }
}
