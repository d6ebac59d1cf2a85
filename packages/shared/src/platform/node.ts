import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as core from "@siffra/core";
import type { Core } from "../core.ts";

let loaded = false;

/** The core in Node, read from disk on the first call. */
export function loadCore(): Core {
  if (!loaded) {
    const path = createRequire(import.meta.url).resolve("@siffra/core/wasm");
    core.initSync({ module: readFileSync(path) });
    loaded = true;
  }
  return core;
}
