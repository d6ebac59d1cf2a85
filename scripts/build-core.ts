// Builds crates/mnist-core/pkg: wasm-pack, then wasm-opt from the npm package binaryen (wasm-pack's own needs a download).
// The core is all estimators. Of the same code, pkg/reader is what a page loads first: it preprocesses drawings and pictures, and
// reads with a network; pkg/synth draws synthetic handwriting. pkg/decoder is the picture decoder, which the first file brings.
import { renameSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Env, fail, run, say } from "./run.ts";
import { toolPath } from "./toolchain.ts";
import { cargoEnv } from "./toolchain-env.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const core = join(root, "crates", "mnist-core");
const decoder = join(root, "crates", "picture-decoder");
const pkg = join(core, "pkg");
const wasmOpt = join(dirname(createRequire(import.meta.url).resolve("binaryen/package.json")), "bin", "wasm-opt");
// The features to allow stand in the file itself (its target_features section). A function with one caller stays a
// function: V8 optimises it from its next call on, while a loop in one long call would stay slow to its end.
const OPTIMISE = ["-O3", "--one-caller-inline-max-function-size=0"];

const env = {
  ...cargoEnv(),
  PATH: toolPath,
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: "-C target-feature=+simd128",
};

interface Build {
  crate: string;
  /** What wasm-pack calls the module: the crate's name with underscores. */
  name: string;
  /** The folder that it writes. */
  to: string;
  cargoFlags?: string[];
  env?: Env;
}

function build({ crate, name, to, cargoFlags = [], env: more = {} }: Build): void {
  const flags = ["--release", "--target", "web", "--no-pack", "--no-opt", "--out-dir", to];
  if (!run("wasm-pack", ["build", ...flags, crate, ...cargoFlags], { env: { ...env, ...more } })) {
    fail(`wasm-pack could not build ${name}. Its message stands above.`);
  }
  const wasm = join(to, `${name}_bg.wasm`);
  const optimised = `${wasm}.opt`;
  if (!run(process.execPath, [wasmOpt, wasm, ...OPTIMISE, "-o", optimised])) {
    fail(`wasm-opt could not optimise ${name}. Its message stands above.`);
  }
  renameSync(optimised, wasm);
  say(`${relative(root, wasm)}: ${Math.round(statSync(wasm).size / 1024)} KiB`);
}

say("Building the core (the first time wasm-pack also fetches or builds the matching wasm-bindgen: 2 minutes)");
build({ crate: core, name: "mnist_core", to: pkg, cargoFlags: ["--no-default-features", "--features", "learn"] });
say("Building the small core, which preprocesses, and reads with a network");
// Built for size: a fifth fewer bytes on the first visit, and a drawing takes 1.5 ms instead of 0.8.
build({
  crate: core,
  name: "mnist_core",
  to: join(pkg, "reader"),
  cargoFlags: ["--no-default-features", "--features", "models,pages"],
  env: { CARGO_PROFILE_RELEASE_OPT_LEVEL: "s" },
});
say("Building what draws synthetic handwriting");
build({
  crate: core,
  name: "mnist_core",
  to: join(pkg, "synth"),
  cargoFlags: ["--no-default-features", "--features", "synth"],
});
say("Building the picture decoder");
build({ crate: decoder, name: "picture_decoder", to: join(pkg, "decoder") });
