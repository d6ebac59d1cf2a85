import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

const PKG = new URL("../../../../crates/mnist-core/pkg/", import.meta.url);
const ASSETS = new URL("../../dist/assets/", import.meta.url);

/** Where a page finds a WebAssembly module and what speaks to it. */
export interface Module {
  glue: string;
  wasm: string;
}

/** The built app's file that is this one of the core's package: its name has a hash of its bytes. */
function assetOf(file: string): string {
  const bytes = readFileSync(new URL(file, PKG));
  const asset = readdirSync(ASSETS).find(
    (name) => name.endsWith(".wasm") && bytes.equals(readFileSync(new URL(name, ASSETS))),
  );
  if (asset === undefined) throw new Error(`Expected ${file} of the core in dist/assets, found none. Build the app.`);
  return asset;
}

/** Has a page find what speaks to a module of the core's package (such as `reader/mnist_core`) beside the app's file of it. */
export async function serveModule(page: Page, baseURL: string, name: string): Promise<Module> {
  const glue = `${baseURL}modules/${name}.js`;
  const body = readFileSync(new URL(`${name}.js`, PKG), "utf8");
  await page.route(glue, (route) => route.fulfill({ contentType: "text/javascript", body }));
  return { glue, wasm: `${baseURL}assets/${assetOf(`${name}_bg.wasm`)}` };
}
