import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Page } from "@playwright/test";

const CRATE = new URL("../../../../crates/mnist-core/", import.meta.url);
const ASSETS = new URL("../../dist/assets/", import.meta.url);

/** Where a page finds a WebAssembly module and what speaks to it. */
export interface Module {
  glue: string;
  wasm: string;
}

/** The built app's files of a module, by size: of the cores the small one, which reads, and the whole one. */
export const builtModules = (name: string): string[] =>
  readdirSync(ASSETS)
    .filter((file) => file.startsWith(`${name}_bg`) && file.endsWith(".wasm"))
    .sort((a, b) => statSync(new URL(a, ASSETS)).size - statSync(new URL(b, ASSETS)).size);

/** Has a page find what speaks to a module, `path` below the core's folder (`pkg/reader/mnist_core.js`), beside its file of the app. */
export async function serveModule(
  page: Page,
  baseURL: string,
  path: string,
  file: string | undefined,
): Promise<Module> {
  if (file === undefined)
    throw new Error(`Expected a built file for ${path} in dist/assets, found none. Build the app.`);
  const glue = `${baseURL}modules/${path}`;
  const body = readFileSync(new URL(path, CRATE), "utf8");
  await page.route(glue, (route) => route.fulfill({ contentType: "text/javascript", body }));
  return { glue, wasm: `${baseURL}assets/${file}` };
}
