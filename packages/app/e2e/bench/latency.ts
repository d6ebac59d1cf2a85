import { chromium } from "@playwright/test";
import { preview } from "vite";
import { chromiumOptions } from "../support/chromium.ts";
import { mouse, ReadPage } from "../support/readPage.ts";
import { synthStrokes } from "../support/strokes.ts";
import { quantile } from "./quantile.ts";

/**
 * Measures the built app in Chromium: the time from the end of a stroke to the answer on the page, tasks that held up
 * the main thread, and how far the layout moved. A stroke whose answer is there before the pen is lifted counts as 0.
 * Prints one line of JSON. `npx vite build && npx tsx e2e/bench/latency.ts [folder of another build]`
 */

const DRAWINGS = 100;

interface Measured {
  /** Milliseconds from the end of each stroke to the answer to all of its ink. */
  latencies: number[];
  /** Milliseconds of tasks longer than 50 ms. */
  longTasks: number[];
  /** Sum of all layout shifts, as the browser scores them. */
  layoutShift: number;
}

/** Runs in the page, before anything else. */
function watch(): void {
  const measured: Measured = { latencies: [], longTasks: [], layoutShift: 0 };
  Object.assign(window, { measured });
  let liftedAt: number | undefined;
  // What is new on the paper makes the answer busy at once.
  const answered = '.answer[aria-busy="false"]';
  // After the page, which listens at the document.
  window.addEventListener("pointerup", ({ timeStamp, target }) => {
    if (!(target instanceof HTMLCanvasElement)) return;
    if (document.querySelector(answered)) measured.latencies.push(0);
    else liftedAt = timeStamp;
  });
  new MutationObserver(() => {
    if (!document.querySelector(answered) || liftedAt === undefined) return;
    measured.latencies.push(performance.now() - liftedAt);
    liftedAt = undefined;
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
  new PerformanceObserver((list) => {
    measured.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) measured.layoutShift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}

const [outDir = "dist"] = process.argv.slice(2);
const server = await preview({ build: { outDir }, preview: { host: "127.0.0.1", port: 0 } });
const browser = await chromium.launch(chromiumOptions());
try {
  const page = await browser.newPage({ baseURL: server.resolvedUrls?.local[0] ?? "", serviceWorkers: "block" });
  await page.addInitScript(watch);
  const app = new ReadPage(page);
  await app.open();
  for (let i = 0; i < DRAWINGS; i++) {
    await app.draw(synthStrokes(i % 10, Math.floor(i / 10)), mouse);
    await app.button("Clear").click();
    await app.answered();
  }
  const { latencies, longTasks, layoutShift } = await page.evaluate(
    () => (window as unknown as { measured: Measured }).measured,
  );
  const round = (value: number) => Number(value.toFixed(2));
  const [p50, p95, max] = [0.5, 0.95, 1].map((share) => round(quantile(latencies, share)));
  const summary = {
    strokes: latencies.length,
    answeredBefore: latencies.filter((latency) => latency === 0).length,
    p50,
    p95,
    max,
    longTasks: longTasks.map(round),
    layoutShift: round(layoutShift),
  };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
} finally {
  await browser.close();
  await server.close();
}
