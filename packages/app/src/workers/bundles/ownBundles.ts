import { type BundleFiles, SiffraError } from "@siffra/shared";
import { clear, createStore, get, set } from "idb-keyval";

/** Addresses of bundles that were trained in this browser begin so; the SHA-256 of their tensors follows. */
const SCHEME = "own:";

export const ownModelUrl = (sha256: string): string => `${SCHEME}${sha256}`;
export const isOwnModelUrl = (url: string): boolean => url.startsWith(SCHEME);

/** Keeps one model, under its hash; the one before goes. @throws SiffraError "storage-full" or "storage-refused" */
export async function keepOwnModel(sha256: string, files: BundleFiles): Promise<void> {
  try {
    const store = createStore("siffra-models", "bundles");
    await clear(store);
    await set(sha256, files, store);
  } catch (cause) {
    const isFull = cause instanceof DOMException && cause.name === "QuotaExceededError";
    const message = `Expected to store the model, the browser did not: ${String(cause)}. Download it to keep it.`;
    throw new SiffraError(isFull ? "storage-full" : "storage-refused", message, { cause });
  }
}

/** @throws SiffraError "own-model-missing" when the browser has it no more */
export async function fetchOwnModel(url: string): Promise<BundleFiles> {
  const sha256 = url.slice(SCHEME.length);
  const files = await get<BundleFiles>(sha256, createStore("siffra-models", "bundles")).catch(() => undefined);
  if (files) return files;
  throw new SiffraError("own-model-missing", `Expected the model ${sha256} in the browser's storage, found none.`);
}
