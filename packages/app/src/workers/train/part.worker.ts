import { registerErrorTransfer } from "@siffra/shared";
import { makeWorkerApi } from "@siffra/trainer/browser";
import plainUrl from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url";
import simdUrl from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url";
import { expose } from "comlink";
import { loadSynthWebAssembly, loadWebAssembly } from "../wasm.ts";
import type { PartStart } from "./team.ts";

registerErrorTransfer();

/** tfjs wants an address for its build with threads too; it never loads it, because work is divided among workers. */
const wasmPaths = {
  "tfjs-backend-wasm.wasm": plainUrl,
  "tfjs-backend-wasm-simd.wasm": simdUrl,
  "tfjs-backend-wasm-threaded-simd.wasm": simdUrl,
};

async function begin({ train, port }: PartStart): Promise<void> {
  const core = await loadWebAssembly();
  // Who cancels ends the worker.
  expose(makeWorkerApi({ core, loadSynth: loadSynthWebAssembly, train, isCancelled: () => false, wasmPaths }), port);
}

addEventListener("message", ({ data }: MessageEvent<PartStart>) => void begin(data).catch(reportError), { once: true });
