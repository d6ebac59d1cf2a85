import * as core from "@siffra/core";
import type { Core } from "../core.ts";

let loading: Promise<Core> | undefined;

/** The core in a browser, fetched on the first call. `wasmUrl` is what Vite gives for `@siffra/core/wasm?url`. */
export function loadCore(wasmUrl: string | URL): Promise<Core> {
  loading ??= core.default({ module_or_path: wasmUrl }).then(
    () => core,
    (error: unknown) => {
      // A fetch that failed may work the next time.
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
