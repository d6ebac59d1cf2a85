import type { Core, Decoder, SmallCore, Synth } from "../core.ts";

/** A loader that fetches once; a fetch that failed may work the next time. */
function makeLoader<C>(load: (url: string | URL) => Promise<C>): (wasmUrl: string | URL) => Promise<C> {
  let loading: Promise<C> | undefined;
  return (wasmUrl) => {
    loading ??= load(wasmUrl).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** The core in a browser, fetched on the first call. `wasmUrl` is what Vite gives for `@siffra/core/wasm?url`. */
export const loadCore = makeLoader<Core>(async (wasmUrl) => {
  const core = await import("@siffra/core");
  await core.default({ module_or_path: wasmUrl });
  return core;
});

/** The core's small build, from what Vite gives for `@siffra/core/reader/wasm?url`. */
export const loadReaderCore = makeLoader<SmallCore>(async (wasmUrl) => {
  const reader = await import("@siffra/core/reader");
  await reader.default({ module_or_path: wasmUrl });
  // The same classes to us; to TypeScript, classes of two modules with private constructors are never the same.
  return reader as unknown as SmallCore;
});

/** Synthetic handwriting, from what Vite gives for `@siffra/core/synth/wasm?url`. */
export const loadSynth = makeLoader<Synth>(async (wasmUrl) => {
  const synth = await import("@siffra/core/synth");
  await synth.default({ module_or_path: wasmUrl });
  return synth as unknown as Synth;
});

/** The picture decoder, from what Vite gives for `@siffra/core/decoder/wasm?url`. */
export const loadDecoder = makeLoader<Decoder>(async (wasmUrl) => {
  const decoder = await import("@siffra/core/decoder");
  await decoder.default({ module_or_path: wasmUrl });
  return decoder;
});
