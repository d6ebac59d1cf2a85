// Makes sure that this machine can build the core for WebAssembly, and says what it does. Nothing to do is the usual case.
import { homedir } from "node:os";
import { join } from "node:path";
import { installDebianToolchain } from "./debian-toolchain.ts";
import { capture, fail, run, say } from "./run.ts";
import { cargoEnv, hasWasmTarget, WASM_TARGET } from "./toolchain-env.ts";

const cargoBin = join(process.env["CARGO_HOME"] ?? join(homedir(), ".cargo"), "bin");

/** Where `cargo install` puts programs, so that they are found in this very run too. */
export const toolPath = `${process.env["PATH"]}:${cargoBin}`;

function ensureCargo(): void {
  if (capture("cargo", ["--version"]) === null) {
    fail(
      "Siffra's core is written in Rust and no cargo was found.\nInstall Rust (https://rustup.rs) and run this again.",
    );
  }
}

function ensureWasmTarget(): void {
  if (hasWasmTarget() || hasWasmTarget(cargoEnv())) return;
  say(`Adding the Rust target ${WASM_TARGET} (rustup)`);
  if (run("rustup", ["target", "add", WASM_TARGET]) && hasWasmTarget()) return;
  say("rustup could not fetch it. Trying Debian's packages instead");
  const problem = installDebianToolchain();
  if (problem !== null) {
    fail(
      `The Rust target ${WASM_TARGET} could not be installed: ${problem}.\n` +
        `Run 'rustup target add ${WASM_TARGET}' where rustup reaches its host, then run this again.`,
    );
  }
}

function ensureWasmPack(): void {
  if (capture("wasm-pack", ["--version"], { PATH: toolPath }) !== null) return;
  say("Installing wasm-pack from source, once (2 to 3 minutes)");
  if (!run("cargo", ["install", "wasm-pack", "--locked"])) {
    fail("wasm-pack could not be installed.\nInstall it (cargo install wasm-pack --locked) and run this again.");
  }
}

if (import.meta.url === `file://${process.argv[1]}`) {
  ensureCargo();
  ensureWasmTarget();
  ensureWasmPack();
}
