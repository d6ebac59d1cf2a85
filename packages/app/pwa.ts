import type { PluginOption } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** The largest file that is fetched ahead: the core, with room to grow. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** Shipped models other than the one that reads; they are kept from the first time that they are asked for. */
const OTHER_MANIFESTS = /\/models\/[^/]+\/(manifest\.json|README\.md)$/;
const OTHER_TENSORS = /\/models\/[^/]+\/model\.safetensors\?sha256=[0-9a-f]+$/;

/** What trains networks: megabytes for those who ask for it, kept from the first time on. */
const TFJS = ["assets/training-*.js", "assets/tfjs-*.wasm"];
const TFJS_FILES = /\/assets\/(training-[^/]+\.js|tfjs-[^/]+\.wasm)$/;

/** The training images that drawings are compared with. */
const TRAINING_IMAGES = /\/run\/training-[a-z]+\.idx[13]\.gz$/;

/**
 * Makes the app installable, and every page of it work without a network after the first visit: their code, the core,
 * the model that reads and what the pages show are fetched ahead. A new version waits until the person lets it in.
 */
export const pwa = (): PluginOption =>
  VitePWA({
    registerType: "prompt",
    // The page registers it itself: an inline script would need a hole in the policy.
    injectRegister: null,
    manifest: {
      name: "Siffra",
      short_name: "Siffra",
      description: "Reads handwritten digits on your own device. / Läser handskrivna siffror på din egen enhet.",
      lang: "en",
      display: "standalone",
      background_color: "#f7f4ec",
      theme_color: "#f7f4ec",
      icons: [
        { src: "icons/icon-192.png", sizes: "192x192", type: "image/png" },
        { src: "icons/icon-512.png", sizes: "512x512", type: "image/png" },
        { src: "icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        { src: "favicon.svg", sizes: "any", type: "image/svg+xml" },
      ],
    },
    workbox: {
      globIgnores: ["**/node_modules/**/*", ...TFJS],
      globPatterns: ["**/*.{html,js,css,svg,png,woff2,wasm}", "models/index.json", "models/default/*", "run/*.json"],
      maximumFileSizeToCacheInBytes: MAX_FILE_BYTES,
      // Vite puts a hash in these names.
      dontCacheBustURLsMatching: /assets\//,
      ignoreURLParametersMatching: [/^sha256$/],
      cleanupOutdatedCaches: true,
      // The first visit needs no second one before the pages that were not opened yet are there without a network.
      clientsClaim: true,
      runtimeCaching: [
        { urlPattern: OTHER_TENSORS, handler: "CacheFirst", options: { cacheName: "models" } },
        { urlPattern: TFJS_FILES, handler: "CacheFirst", options: { cacheName: "tfjs" } },
        { urlPattern: TRAINING_IMAGES, handler: "NetworkFirst", options: { cacheName: "run" } },
        { urlPattern: OTHER_MANIFESTS, handler: "NetworkFirst", options: { cacheName: "manifests" } },
      ],
    },
  });
