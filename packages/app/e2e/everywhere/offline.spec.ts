import {
  cpSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mediaTypeOf } from "../support/mediaTypes.ts";
import { SHIPPED_ACCURACY } from "../support/shipped.ts";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

const DIST = new URL("../../dist/", import.meta.url).pathname;
/** A server that knows nothing but files, in a folder below its root, as any web host has it. */
async function serve(folder: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname.replace(/^\/some\/folder\//, "");
    const file = join(folder, path === "" ? "index.html" : path);
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": mediaTypeOf(file) });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/folder/` };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

const onSite = test.extend<{ site: { folder: string; server: Server; url: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  site: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "siffra-site-"));
    cpSync(DIST, folder, { recursive: true });
    const { server, url } = await serve(folder);
    await use({ folder, server, url });
    await stop(server);
    rmSync(folder, { recursive: true });
  },
  baseURL: async ({ site }, use) => use(site.url),
});

onSite.use({ serviceWorkers: "allow", expectedErrors: /Failed to load resource|ERR_/ });

onSite("after the first visit all of it works without the server", async ({ app, page, site }) => {
  await app.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await stop(site.server);
  await page.getByRole("link", { name: "About", exact: true }).click();
  await expect(page.locator(".facts")).toContainText(SHIPPED_ACCURACY);
  await page.reload();
  // Pages that this visit has not opened yet.
  await page.getByRole("link", { name: "Data", exact: true }).click();
  await expect(page.locator(".class-pictures canvas").first()).toBeVisible();
  await page.getByRole("link", { name: "Models", exact: true }).click();
  await page.locator(".matrix button").first().click();
  await expect(page.locator(".misread canvas").first()).toBeVisible();
  await page.getByRole("link", { name: "Read", exact: true }).click();
  await app.answered();
  await app.draw(synthStrokes(6, 0));
  await expect(app.number).toHaveText("6");
  await page.getByText("What every model says").click();
  await expect(page.locator(".opinions td.opinion")).toHaveText(["6"]);
  // Texts that this visit has not met yet.
  await app.button("Svenska").click();
  await expect(app.sentence).toContainText("en sexa");
});

onSite("a new version waits until it is asked for", async ({ app, page, site }) => {
  await app.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await app.draw(synthStrokes(6, 0));
  const worker = join(site.folder, "sw.js");
  writeFileSync(worker, `${readFileSync(worker, "utf8")}\n// newer`);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const notice = page.locator(".update");
  await expect(notice).toContainText("A new version of Siffra is ready.");
  const loaded = page.waitForEvent("load");
  await app.button("Update").click();
  await loaded;
  await expect(app.number).toHaveText("6");
  await expect(notice).not.toContainText("A new version");
});
