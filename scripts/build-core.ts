// Builds crates/mnist-core/pkg: wasm-pack, then wasm-opt from the npm package binaryen (wasm-pack's own needs a download).
import { renameSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fail, run, say } from "./run.ts";
import { toolPath } from "./toolchain.ts";
import { cargoEnv } from "./toolchain-env.ts";

const crate = fileURLToPath(new URL("../crates/mnist-core", import.meta.url));
const wasm = join(crate, "pkg", "mnist_core_bg.wasm");

const env = {
  ...cargoEnv(),
  PATH: toolPath,
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: "-C target-feature=+simd128",
};
say("Building the core (the first time wasm-pack also fetches or builds the matching wasm-bindgen: 2 minutes)");
if (!run("wasm-pack", ["build", "--release", "--target", "web", "--no-pack", "--no-opt", crate], { env })) {
  fail("wasm-pack could not build the core. Its message stands above.");
}

const wasmOpt = join(dirname(createRequire(import.meta.url).resolve("binaryen/package.json")), "bin", "wasm-opt");
const optimised = `${wasm}.opt`;
// The features to allow stand in the file itself (its target_features section). A function with one caller stays a
// function: V8 optimises it from its next call on, while a loop in one long call would stay slow to its end.
const flags = ["-O3", "--one-caller-inline-max-function-size=0"];
if (!run(process.execPath, [wasmOpt, wasm, ...flags, "-o", optimised])) {
  fail("wasm-opt could not optimise the core. Its message stands above.");
}
renameSync(optimised, wasm);
say(`crates/mnist-core/pkg/mnist_core_bg.wasm: ${Math.round(statSync(wasm).size / 1024)} KiB`);
