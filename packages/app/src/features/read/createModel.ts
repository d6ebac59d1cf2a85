import { asSiffraError, type BundleManifest } from "@siffra/shared";
import { createSignal } from "solid-js";
import type { ReaderClient } from "../../workers/client.ts";

export type Model =
  | { status: "loading" }
  | { status: "ready"; manifest: BundleManifest }
  | { status: "failed"; code: string };

/** Follows the loading of the model; `retry` starts over. */
export function createModel(client: ReaderClient) {
  const [model, setModel] = createSignal<Model>({ status: "loading" });

  function follow(): void {
    setModel({ status: "loading" });
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
