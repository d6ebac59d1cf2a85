import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as core from "@siffra/core";
import * as decoder from "@siffra/core/decoder";
import * as reader from "@siffra/core/reader";
import * as synth from "@siffra/core/synth";
import type { Core, Decoder, SmallCore, Synth } from "../core.ts";

interface WasmModule {
  initSync(from: { module: Uint8Array<ArrayBuffer> }): unknown;
}

/** Gives a module that is read from disk on the first call. To TypeScript, classes of two modules are never the same; to us they are. */
function makeLoader<M>(module: WasmModule, wasm: string): () => M {
  let isLoaded = false;
  return () => {
    if (!isLoaded) {
      const path = createRequire(import.meta.url).resolve(wasm);
      module.initSync({ module: readFileSync(path) });
      isLoaded = true;
    }
    return module as unknown as M;
  };
}

/** The core in Node. */
export const loadCore = makeLoader<Core>(core, "@siffra/core/wasm");

/** The core's small build in Node, which preprocesses. */
export const loadReaderCore = makeLoader<SmallCore>(reader, "@siffra/core/reader/wasm");

/** Synthetic handwriting in Node. */
export const loadSynth = makeLoader<Synth>(synth, "@siffra/core/synth/wasm");

/** The picture decoder in Node. */
export const loadDecoder = makeLoader<Decoder>(decoder, "@siffra/core/decoder/wasm");
