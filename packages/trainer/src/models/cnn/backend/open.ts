import type { Core } from "@siffra/shared";
import { env, ready, setBackend } from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { registerKernels } from "./register.ts";

/**
 * Makes tfjs compute in WebAssembly, in one thread (work is divided among workers, in an order that does not depend on how
 * many there are), with the core's kernels for gradients.
 * @param wasmPaths addresses of tfjs's three wasm files by their names, for browsers; Node finds them itself
 */
export async function openBackend(core: Core, wasmPaths?: Record<string, string>): Promise<void> {
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  if (wasmPaths) setWasmPaths(wasmPaths);
  registerKernels(core);
  await setBackend("wasm");
  await ready();
}
