import type { Plugin } from "vite";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { CONTENT_SECURITY_POLICY } from "./csp.ts";
import { pwa } from "./pwa.ts";

/** Writes the policy into the built page, so that it holds on any host. Vite's dev server needs inline styles. */
function contentSecurityPolicy(): Plugin {
  const attrs = { "http-equiv": "Content-Security-Policy", content: CONTENT_SECURITY_POLICY };
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [{ tag: "meta", attrs, injectTo: "head-prepend" }],
  };
}

export default defineConfig({
  // Relative addresses: the built folder works under any path.
  base: "./",
  // No fallback to index.html: a model that is missing must be a 404 and not a page.
  appType: "mpa",
  plugins: [solid(), contentSecurityPolicy(), pwa()],
  worker: { format: "es" },
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  // A worker takes its policy from its own response, not from the page.
  preview: { headers: { "Content-Security-Policy": CONTENT_SECURITY_POLICY } },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
