import { asSiffraError, type BundleManifest } from "@siffra/shared";
import { createSignal } from "solid-js";
import type { ReaderClient } from "../../../workers/reader/client.ts";

export type Model =
  | { status: "loading"; isSlow: boolean }
  | { status: "ready"; manifest: BundleManifest }
  | { status: "failed"; code: string };

/** After this long the page says that the network is slow. Milliseconds. */
const SLOW = 6000;

/** Follows the loading of the model; `retry` starts over. */
export function createModel(client: ReaderClient) {
  const [model, setModel] = createSignal<Model>({ status: "loading", isSlow: false });

  function follow(): void {
    setModel({ status: "loading", isSlow: false });
    setTimeout(() => setModel((now) => (now.status === "loading" ? { ...now, isSlow: true } : now)), SLOW);
    client.manifest().then(
      (manifest) => setModel({ status: "ready", manifest }),
      (error: unknown) => setModel({ status: "failed", code: asSiffraError(error).code }),
    );
  }

  follow();
  return {
    model,
    retry(): void {
      client.restart();
      follow();
    },
  };
}
