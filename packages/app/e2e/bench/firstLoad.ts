import { chromium } from "@playwright/test";
import { chromiumOptions } from "../support/chromium.ts";
import { startGzipServer } from "../support/gzipServer.ts";
import { mouse, ReadPage } from "../support/readPage.ts";
import { synthStrokes } from "../support/strokes.ts";

/**
 * Counts what the built app sends until the first drawing is read, gzipped as a web host does: page, code, font, the
 * small core and the model. Prints one line of JSON. `npx vite build && npx tsx e2e/bench/firstLoad.ts`
 */

const server = await startGzipServer();
const browser = await chromium.launch(chromiumOptions());
try {
  const page = await browser.newPage({ baseURL: server.url, serviceWorkers: "block" });
  const app = new ReadPage(page);
  await app.open();
  await app.draw(synthStrokes(3, 0), mouse);
  const bytes = server.sent.reduce((sum, each) => sum + each.bytes, 0);
  const files = Object.fromEntries(server.sent.map((each) => [each.path, each.bytes]));
  process.stdout.write(`${JSON.stringify({ bytes, files })}\n`);
} finally {
  await browser.close();
  server.close();
}
