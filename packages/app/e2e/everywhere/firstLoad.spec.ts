import { startGzipServer } from "../support/gzipServer.ts";
import { ReadPage } from "../support/readPage.ts";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

/** Everything that comes before the first answer: page, code, fonts, the small core and the model that reads. */
const MOST_BYTES = 300_000;

test("the first load is at most 300 kB gzipped, answer and all", async ({ page }) => {
  const server = await startGzipServer();
  try {
    await page.goto(server.url);
    const app = new ReadPage(page);
    await app.answered();
    await app.draw(synthStrokes(3, 0));
    await expect(app.number).toHaveText("3");
    await page.waitForLoadState("networkidle");
    const bytes = server.sent.reduce((sum, each) => sum + each.bytes, 0);
    const list = server.sent.map(({ path, bytes }) => `${bytes} ${path}`).join("\n");
    console.log(`first load: ${bytes} bytes gzipped in ${server.sent.length} files\n${list}`);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  } finally {
    server.close();
  }
});
