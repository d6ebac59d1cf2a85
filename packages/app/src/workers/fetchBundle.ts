import { type BundleFiles, MAX_MANIFEST_BYTES, SiffraError } from "@siffra/shared";

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
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (const reader = response.body?.getReader(); reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.length;
    if (total > maxBytes) {
      await reader.cancel();
      throw new SiffraError("bundle-size", `${response.url}: expected at most ${maxBytes} bytes, more came.`);
    }
    chunks.push(value);
  }
  return concatenate(chunks, total);
}

function concatenate(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const bytes = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

async function fetchFile(url: URL, maxBytes: number): Promise<Uint8Array> {
  const response = await request(url);
  try {
    return await readBody(response, maxBytes);
  } catch (cause) {
    if (cause instanceof SiffraError) throw cause;
    throw new SiffraError("model-unreachable", `${url.pathname}: the connection broke off. Try again.`, { cause });
  }
}

/**
 * Fetches the two files of the bundle in the folder `modelUrl`.
 * @throws SiffraError "model-missing", "model-unreachable" or "bundle-size"
 */
export async function fetchBundle(modelUrl: string): Promise<BundleFiles> {
  const [manifest, tensors] = await Promise.all([
    fetchFile(new URL("manifest.json", modelUrl), MAX_MANIFEST_BYTES),
    fetchFile(new URL("model.safetensors", modelUrl), MAX_MODEL_BYTES),
  ]);
  return { manifest, tensors };
}
