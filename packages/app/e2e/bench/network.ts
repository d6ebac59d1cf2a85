import { chromium, type Page, type Worker } from "@playwright/test";
import { loadCore, loadSynth } from "@siffra/shared/node";
import { preview } from "vite";
import { chromiumOptions } from "../support/chromium.ts";
import { type Module, serveModule } from "../support/serveModule.ts";
import { quantile } from "./quantile.ts";

/**
 * Measures in Chromium how long the shipped network takes for one image: in a worker, through the small core of the built app,
 * from 784 bytes to ten calibrated probabilities, one image after another. Prints one line of JSON, in milliseconds.
 * `npx vite build && npx tsx e2e/bench/network.ts`
 */

const IMAGES = 2000;
/** The first are read before the code is compiled to its best. */
const WARM_UP = 200;

type Core = typeof import("@siffra/core/reader");
type Places = Module & { model: string };

/** Runs in the worker, which has one place less to be slow than a page. */
async function readOneByOne({ places, pixels }: { places: Places; pixels: string }): Promise<number[]> {
  const { glue, wasm, model } = places;
  const core: Core = await import(glue);
  await core.default({ module_or_path: wasm });
  const { pipeline, calibration } = await (await fetch(`${model}manifest.json`)).json();
  const bytes = new Uint8Array(await (await fetch(`${model}model.safetensors`)).arrayBuffer());
  const file = core.TensorFile.parse(bytes);
  const transforms = (pipeline.transforms as object[]).map((params, i) =>
    core.Transform.load(JSON.stringify(params), file, `transforms.${i}`),
  );
  const classifier = core.Classifier.load(JSON.stringify(pipeline.classifier), file, "classifier");
  const images = Uint8Array.from(atob(pixels), (char) => char.charCodeAt(0));
  return Array.from({ length: images.length / 784 }, (_, i) => {
    const image = images.subarray(i * 784, (i + 1) * 784);
    const started = performance.now();
    let x = core.Matrix.fromU8(1, 784, image);
    for (const transform of transforms) {
      const next = transform.transform(x);
      x.free();
      x = next;
    }
    const raw = classifier.predictProba(x);
    const calibrated = core.applyTemperature(raw, calibration.temperature);
    const proba = calibrated.toF32();
    for (const matrix of [x, raw, calibrated]) matrix.free();
    const milliseconds = performance.now() - started;
    const sum = proba.reduce((sum, p) => sum + p, 0);
    if (Math.abs(sum - 1) > 1e-4) throw new Error(`Expected ten probabilities, found ${proba.join(" ")}`);
    return milliseconds;
  });
}

/** A page with an empty worker, isolated, so that the clock ticks every 5 microseconds and not every 100. */
async function openWorker(page: Page, baseURL: string): Promise<Worker> {
  const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  const serve = (path: string, contentType: string, body: string) =>
    page.route(`${baseURL}bench/${path}`, (route) => route.fulfill({ contentType, headers, body }));
  await serve("worker.js", "text/javascript", "export {};");
  await serve("page.html", "text/html", '<script type="module">new Worker("worker.js", { type: "module" })</script>');
  const worker = page.waitForEvent("worker");
  await page.goto(`${baseURL}bench/page.html`);
  return worker;
}

const core = loadCore();
const drawn = loadSynth().synthDataset("varied", 2026, 0, WARM_UP + IMAGES);
const pixels = Buffer.from(core.normaliseMnist(drawn.images)).toString("base64");
const server = await preview({ preview: { host: "127.0.0.1", port: 0 } });
const browser = await chromium.launch(chromiumOptions());
try {
  const baseURL = server.resolvedUrls?.local[0] ?? "";
  const page = await browser.newPage({ serviceWorkers: "block" });
  const module = await serveModule(page, baseURL, "reader/mnist_core");
  const worker = await openWorker(page, baseURL);
  const places = { ...module, model: `${baseURL}models/default/` };
  const milliseconds = (await worker.evaluate(readOneByOne, { places, pixels })).slice(WARM_UP);
  const at = (share: number) => Number(quantile(milliseconds, share).toFixed(3));
  const { length: images } = milliseconds;
  process.stdout.write(`${JSON.stringify({ images, min: at(0), p50: at(0.5), p95: at(0.95), max: at(1) })}\n`);
} finally {
  await browser.close();
  await server.close();
}
