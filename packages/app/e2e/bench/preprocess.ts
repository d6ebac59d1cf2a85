import { chromium } from "@playwright/test";
import { preview } from "vite";
import { chromiumOptions } from "../support/chromium.ts";
import { ReadPage } from "../support/readPage.ts";
import { type Module, serveModule } from "../support/serveModule.ts";
import { synthStrokes } from "../support/strokes.ts";
import { quantile } from "./quantile.ts";

/**
 * Measures in Chromium, with the built app, what preprocessing costs: a photograph of 12 megapixels from the choice of its file to the
 * answer on the page, its decoding and its way to 28x28 apart, and a drawing from its strokes to 28x28. Prints one line of JSON,
 * in milliseconds.
 * `npx vite build && npx tsx e2e/bench/preprocess.ts`
 */

const PHOTOS = 7;
const DRAWINGS = 200;

type Core = typeof import("@siffra/core/reader");
type Decoder = typeof import("@siffra/core/decoder");

/** Runs in the page: a JPEG as a telephone takes it, 4,000 x 3,000 pixels of paper in uneven light with a digit on it. */
async function photograph(): Promise<string> {
  const canvas = new OffscreenCanvas(4000, 3000);
  const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
  const light = context.createLinearGradient(0, 0, 4000, 3000);
  light.addColorStop(0, "#f2efe6");
  light.addColorStop(1, "#8f8a80");
  context.fillStyle = light;
  context.fillRect(0, 0, 4000, 3000);
  // Grain, so that the file is as large as a photograph's.
  for (let i = 0; i < 200_000; i++) {
    context.fillStyle = i % 2 ? "#0000000c" : "#ffffff0c";
    context.fillRect((i * 7919) % 4000, (i * 104_729) % 3000, 9, 9);
  }
  context.strokeStyle = "#26304f";
  context.lineWidth = 90;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.stroke(new Path2D("M1500 800 L2450 780 L1900 2300"));
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Runs in the page, before anything else: when a file was chosen, and when it was answered. */
function watch(): void {
  const measured: number[] = [];
  Object.assign(window, { measured });
  let chosenAt: number | undefined;
  document.addEventListener("change", () => (chosenAt = performance.now()), { capture: true });
  new MutationObserver(() => {
    const isAnswered = document.querySelector(".answer")?.getAttribute("aria-busy") === "false";
    if (!isAnswered || chosenAt === undefined) return;
    measured.push(performance.now() - chosenAt);
    chosenAt = undefined;
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
}

/** Runs in the page: the file's bytes to pixels, and the pixels to 28x28, each as the worker does it. */
async function readPhoto({
  file,
  times,
  core,
  decoder,
}: {
  file: string;
  times: number;
  core: Module;
  decoder: Module;
}) {
  const small: Core = await import(core.glue);
  const decoding: Decoder = await import(decoder.glue);
  await Promise.all([small.default({ module_or_path: core.wasm }), decoding.default({ module_or_path: decoder.wasm })]);
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
  return Array.from({ length: times }, () => {
    const started = performance.now();
    const picture = decoding.decodePicture(bytes);
    const { pixels, width, height } = picture;
    picture.free();
    const decoded = performance.now();
    small.preprocessRgba(pixels, width, height).free();
    return { decode: decoded - started, preprocess: performance.now() - decoded };
  });
}

/** Runs in the page: each drawing through the small core, once it is warm. */
async function preprocessDrawings({ drawings, glue, wasm }: Module & { drawings: number[][][][] }) {
  const core: Core = await import(glue);
  await core.default({ module_or_path: wasm });
  return drawings.map((strokes) => {
    const points = Float32Array.from(strokes.flat().flatMap(([x = 0, y = 0]) => [x, y, 1]));
    const lengths = Uint32Array.from(strokes, (stroke) => stroke.length);
    const started = performance.now();
    core.preprocessStrokes(points, lengths).free();
    return performance.now() - started;
  });
}

function summary(values: readonly number[]) {
  const at = (share: number) => Number(quantile(values, share).toFixed(2));
  return { n: values.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

const server = await preview({ preview: { host: "127.0.0.1", port: 0 } });
const browser = await chromium.launch(chromiumOptions());
try {
  const baseURL = server.resolvedUrls?.local[0] ?? "";
  const page = await browser.newPage({ baseURL, serviceWorkers: "block" });
  await page.addInitScript(watch);
  const app = new ReadPage(page);
  await app.open();
  const buffer = Buffer.from(await page.evaluate(photograph), "base64");
  for (let i = 0; i < PHOTOS; i++) {
    await app.chooseFile({ name: `${i}.jpg`, mimeType: "image/jpeg", buffer });
    await page.waitForFunction((n) => (window as unknown as { measured: number[] }).measured.length > n, i);
    await app.answered();
  }
  const photos = await page.evaluate(() => (window as unknown as { measured: number[] }).measured);
  const core = await serveModule(page, baseURL, "reader/mnist_core");
  const decoder = await serveModule(page, baseURL, "decoder/picture_decoder");
  const apart = await page.evaluate(readPhoto, { file: buffer.toString("base64"), times: PHOTOS, core, decoder });
  const drawings = Array.from({ length: DRAWINGS }, (_, i) =>
    synthStrokes(i % 10, i % 50).map((stroke) => stroke.map(({ x, y }) => [x, y])),
  );
  const strokes = await page.evaluate(preprocessDrawings, { drawings, ...core });
  // The first of each loads and compiles.
  const result = {
    photoBytes: buffer.length,
    photos: summary(photos.slice(1)),
    decode: summary(apart.slice(1).map((times) => times.decode)),
    preprocess: summary(apart.slice(1).map((times) => times.preprocess)),
    toImage: summary(apart.slice(1).map((times) => times.decode + times.preprocess)),
    drawings: summary(strokes.slice(20)),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await browser.close();
  await server.close();
}
