import { type BundleFiles, MAX_MANIFEST_BYTES, readStream, SiffraError } from "@siffra/shared";
import * as v from "valibot";

/** The app ships models of a few megabytes; what is larger is not one of them. */
const MAX_MODEL_BYTES = 32 * 1024 * 1024;

async function request(url: URL): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { redirect: "error" });
  } catch (cause) {
    throw new SiffraError("model-unreachable", `${url.pathname}: the network gave no answer. Check the connection.`, {
      cause,
    });
  }
  if (response.ok) return response;
  const code = response.status === 404 ? "model-missing" : "model-unreachable";
  throw new SiffraError(code, `${url.pathname}: expected status 200, the server answered ${response.status}.`);
}

/** Reads a body and stops as soon as it is larger than it may be. */
async function readBody({ body, url }: Response, maxBytes: number): Promise<Uint8Array> {
  if (!body) return new Uint8Array();
  const message = `${url}: expected at most ${maxBytes} bytes, more came.`;
  return readStream(body, maxBytes, () => new SiffraError("bundle-size", message));
}

/** A file of at most so many bytes. @throws SiffraError "model-missing", "model-unreachable" or "bundle-size" */
export async function fetchFile(url: URL, maxBytes: number): Promise<Uint8Array> {
  const response = await request(url);
  try {
    return await readBody(response, maxBytes);
  } catch (cause) {
    if (cause instanceof SiffraError) throw cause;
    throw new SiffraError("model-unreachable", `${url.pathname}: the connection broke off. Try again.`, { cause });
  }
}

/** The SHA-256 that a manifest gives for its tensors; whether they have it is checked when the bundle is read. */
function tensorsHash(manifest: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder().decode(manifest);
    return v.parse(v.object({ tensors: v.object({ sha256: v.string() }) }), JSON.parse(text)).tensors.sha256;
  } catch {
    return undefined;
  }
}

const fetchManifest = (modelUrl: string) => fetchFile(new URL("manifest.json", modelUrl), MAX_MANIFEST_BYTES);
const tensorsUrl = (modelUrl: string) => new URL("model.safetensors", modelUrl);

/**
 * Fetches the two files of the bundle in the folder `modelUrl`, both at once.
 * @throws SiffraError "model-missing", "model-unreachable" or "bundle-size"
 */
export async function fetchBundle(modelUrl: string): Promise<BundleFiles> {
  const [manifest, tensors] = await Promise.all([
    fetchManifest(modelUrl),
    fetchFile(tensorsUrl(modelUrl), MAX_MODEL_BYTES),
  ]);
  return { manifest, tensors };
}

/**
 * The same, the manifest first: the tensors are then asked for by their hash, and never again once they were cached.
 * @throws SiffraError as `fetchBundle`
 */
export async function fetchBundleByHash(modelUrl: string): Promise<BundleFiles> {
  const manifest = await fetchManifest(modelUrl);
  const url = tensorsUrl(modelUrl);
  const sha256 = tensorsHash(manifest);
  if (sha256 !== undefined) url.searchParams.set("sha256", sha256);
  return { manifest, tensors: await fetchFile(url, MAX_MODEL_BYTES) };
}
