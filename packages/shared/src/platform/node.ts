import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as core from "@siffra/core";
import * as decoder from "@siffra/core/decoder";
import type { Core, Decoder } from "../core.ts";

interface WasmModule {
  initSync(from: { module: Uint8Array<ArrayBuffer> }): unknown;
}

/** Gives a module of the core that is read from disk on the first call. */
function makeLoader<M extends WasmModule>(module: M, wasm: string): () => M {
  let isLoaded = false;
  return () => {
    if (!isLoaded) {
      const path = createRequire(import.meta.url).resolve(wasm);
      module.initSync({ module: readFileSync(path) });
      isLoaded = true;
    }
    return module;
  };
}

/** The core in Node. */
export const loadCore = makeLoader<Core>(core, "@siffra/core/wasm");

/** The picture decoder in Node. */
export const loadDecoder = makeLoader<Decoder>(decoder, "@siffra/core/decoder/wasm");
