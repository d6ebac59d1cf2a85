// Which Rust toolchain builds for WebAssembly here, and the environment that selects it.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { capture, type Env } from "./run.ts";

export const WASM_TARGET = "wasm32-unknown-unknown";
export const LINKED_TOOLCHAIN = "siffra-web";

const cacheHome = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
/** The sysroot that scripts/debian-toolchain.ts assembles. */
export const linkedSysroot = join(cacheHome, "siffra", "rust-web");

/** True when `rustc`, chosen by `env`, has the standard library for WebAssembly. */
export function hasWasmTarget(env: Env = {}): boolean {
  const lib = capture("rustc", ["--print", "target-libdir", "--target", WASM_TARGET], env);
  return lib !== null && existsSync(lib);
}

/** Empty where the machine's own toolchain can build for WebAssembly, else the linked one. */
export function cargoEnv(): Env {
  return hasWasmTarget() ? {} : { RUSTUP_TOOLCHAIN: LINKED_TOOLCHAIN };
}
