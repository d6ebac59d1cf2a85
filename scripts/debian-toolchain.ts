// The way for machines that reach Debian's packages but not rustup's host: Debian ships rustc and the sources of the
// standard library, but no built one for wasm32-unknown-unknown. This builds it once and links it as a rustup toolchain.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capture, run, say } from "./run.ts";
import { hasWasmTarget, LINKED_TOOLCHAIN, linkedSysroot, WASM_TARGET } from "./toolchain-env.ts";

const PACKAGES = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];
const HOST = "x86_64-unknown-linux-gnu";

/** Null when the toolchain is ready, else what stood in the way. */
export function installDebianToolchain(): string | null {
  if (capture("apt-get", ["--version"]) === null) return "rustup has no network and this is not a Debian system";
  if (capture("rustup", ["--version"]) === null) return "rustup, which would link the built library, is not installed";
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (args: string[]) => {
    const [command, ...rest] = [...sudo, "apt-get", ...args];
    return command !== undefined && run(command, rest, { env: { DEBIAN_FRONTEND: "noninteractive" } });
  };
  say(`Installing ${PACKAGES.join(", ")} (apt-get)`);
  if (!apt(["update"]) || !apt(["install", "-y", "--no-install-recommends", ...PACKAGES])) {
    return `apt-get could not install ${PACKAGES.join(" ")} (it needs root or a password-free sudo)`;
  }
  say(`Building Rust's standard library for ${WASM_TARGET}, once (about a minute)`);
  const libraries = buildStd();
  if (libraries === null) return "Rust's standard library could not be built";
  linkSysroot(libraries);
  rmSync(libraries.workDir, { recursive: true });
  if (!run("rustup", ["toolchain", "link", LINKED_TOOLCHAIN, linkedSysroot]))
    return "rustup could not link the toolchain";
  return hasWasmTarget({ RUSTUP_TOOLCHAIN: LINKED_TOOLCHAIN })
    ? null
    : "the linked toolchain has no WebAssembly library";
}

interface BuiltLibraries {
  workDir: string;
  deps: string;
  files: string[];
}

function buildStd(): BuiltLibraries | null {
  const workDir = mkdtempSync(join(tmpdir(), "siffra-std-"));
  mkdirSync(join(workDir, "src"));
  writeFileSync(join(workDir, "src", "lib.rs"), "");
  writeFileSync(join(workDir, "Cargo.toml"), '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n');
  // Debian's cargo and rustc are stable ones; RUSTC_BOOTSTRAP lets them build their own standard library.
  const env = { RUSTC: "/usr/bin/rustc", RUSTC_BOOTSTRAP: "1", CARGO_TARGET_DIR: join(workDir, "target") };
  const args = ["build", "--release", "--target", WASM_TARGET, "-Zbuild-std=std,panic_abort,proc_macro"];
  if (!run("/usr/bin/cargo", args, { cwd: workDir, env })) return null;
  const deps = join(workDir, "target", WASM_TARGET, "release", "deps");
  const files = readdirSync(deps).filter((name) => name.endsWith(".rlib") && !name.startsWith("libempty"));
  return { workDir, deps, files };
}

/** A sysroot of the built library, Debian's native one, and a rustc that uses both. */
function linkSysroot({ deps, files }: BuiltLibraries): void {
  rmSync(linkedSysroot, { recursive: true, force: true });
  const rustlib = join(linkedSysroot, "lib", "rustlib");
  const bin = join(linkedSysroot, "bin");
  const wasmLib = join(rustlib, WASM_TARGET, "lib");
  mkdirSync(wasmLib, { recursive: true });
  mkdirSync(bin);
  for (const file of files) cpSync(join(deps, file), join(wasmLib, file));
  symlinkSync(join("/usr/lib/rustlib", HOST), join(rustlib, HOST));
  writeFileSync(join(bin, "rustc"), `#!/bin/sh\nexec /usr/bin/rustc --sysroot '${linkedSysroot}' "$@"\n`);
  chmodSync(join(bin, "rustc"), 0o755);
  for (const tool of ["cargo", "rustdoc"]) {
    if (existsSync(join("/usr/bin", tool))) symlinkSync(join("/usr/bin", tool), join(bin, tool));
  }
}
