import decoderWasmUrl from "@siffra/core/decoder/wasm?url";
import readerWasmUrl from "@siffra/core/reader/wasm?url";
import synthWasmUrl from "@siffra/core/synth/wasm?url";
import wasmUrl from "@siffra/core/wasm?url";
import { type Core, type Decoder, SiffraError, type SmallCore, type Synth } from "@siffra/shared";
import { loadCore, loadDecoder, loadReaderCore, loadSynth } from "@siffra/shared/browser";

/** The smallest module with a SIMD instruction, of which the core is full. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

async function load<C>(core: () => Promise<C>): Promise<C> {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(SIMD_MODULE)) {
    const message = "Expected a browser with WebAssembly and its SIMD, found one without. Update the browser.";
    throw new SiffraError("webassembly-missing", message);
  }
  try {
    return await core();
  } catch (cause) {
    const code = cause instanceof WebAssembly.CompileError ? "core-broken" : "model-unreachable";
    throw new SiffraError(code, `The core could not be loaded: ${String(cause)}. Try again.`, { cause });
  }
}

/** The whole core: every model, learning. @throws SiffraError "webassembly-missing", "core-broken" or "model-unreachable" */
export const loadWebAssembly = (): Promise<Core> => load(() => loadCore(wasmUrl));

/** The small core, less than half its size: it preprocesses, and reads with a network. @throws as `loadWebAssembly` */
export const loadReaderWebAssembly = (): Promise<SmallCore> => load(() => loadReaderCore(readerWasmUrl));

/** What draws synthetic handwriting. @throws as `loadWebAssembly` */
export const loadSynthWebAssembly = (): Promise<Synth> => load(() => loadSynth(synthWasmUrl));

/** What decodes picture files. @throws as `loadWebAssembly` */
export const loadDecoderWebAssembly = (): Promise<Decoder> => load(() => loadDecoder(decoderWasmUrl));
