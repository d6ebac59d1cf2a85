import type { Page, Route } from "@playwright/test";
import { mouse } from "../support/readPage.ts";
import { SHIPPED_TITLE } from "../support/shipped.ts";
import { place, synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

const TENSORS = "**/models/default/model.safetensors";
const MANIFEST = "**/models/default/manifest.json";

/** Serves the file with its bytes changed. */
const change = (edit: (bytes: Buffer) => Buffer) => async (route: Route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: edit(await response.body()) });
};

const flipByte = change((bytes) => {
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return bytes;
});

test("a model with a flipped byte is not used; trying again loads the whole one", async ({ app, page }) => {
  await page.route(TENSORS, flipByte);
  await app.open();
  await expect(app.sentence).toContainText("damaged, so it is not used.");
  await app.draw(synthStrokes(3, 0));
  await expect(app.number).toHaveText("");
  await page.unroute(TENSORS);
  await app.button("Try again").click();
  await expect(app.number).toHaveText("3");
});

test("a model of another preprocessing is not used", async ({ app, page }) => {
  await page.route(
    MANIFEST,
    change((bytes) => Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), preprocessVersion: 999 }))),
  );
  await app.open();
  await expect(app.sentence).toContainText("made for another version of Siffra");
});

test("a browser without WebAssembly says what to do", async ({ app, page }) => {
  await page.route(
    "**/reader.worker-*.js",
    change((bytes) => Buffer.concat([Buffer.from("delete globalThis.WebAssembly;"), bytes])),
  );
  await app.open();
  await expect(app.sentence).toContainText("This browser does not run WebAssembly");
  await expect(app.sentence).toContainText("Update the browser");
});

test("a browser whose WebAssembly is too old says so, on the page and where one trains", async ({ app, page }) => {
  await page.route(
    /\/(reader|train|part)\.worker-[^/]+\.js$/,
    change((bytes) => Buffer.concat([Buffer.from("WebAssembly.validate = () => false;"), bytes])),
  );
  await app.open();
  await expect(app.sentence).toContainText("This browser does not run WebAssembly with SIMD");
  await page.getByRole("link", { name: "Train", exact: true }).click();
  await app.button("Train").click();
  await expect(page.locator(".train [role=alert]")).toContainText("This browser does not run WebAssembly with SIMD");
});

test("a damaged core is not taken for an old browser", async ({ app, page }) => {
  await page.route(
    "**/*.wasm",
    change((bytes) => bytes.subarray(0, bytes.length >> 1)),
  );
  await app.open();
  await expect(app.sentence).toContainText("damaged, so it is not used.");
});

test("a slow network gets a sentence, and what was drawn meanwhile is read", async ({ app, page }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(TENSORS, async (route) => {
    await held;
    await route.continue();
  });
  await page.clock.install();
  await page.goto("./");
  await expect(app.sentence).toContainText("Getting the model ready");
  await page.clock.fastForward(7000);
  await expect(app.sentence).toContainText("The connection is slow.");
  await mouse(
    page,
    place(synthStrokes(3, 0), (await app.surface.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }, 0.6),
  );
  letGo();
  await expect(app.number).toHaveText("3");
});

test("a list of models that is damaged leaves the answer alone", async ({ app, page }) => {
  await page.route("**/models/index.json", (route) => route.fulfill({ body: "<!doctype html>" }));
  await app.open();
  await app.draw(synthStrokes(3, 0));
  await page.getByText("What every model says").click();
  await expect(page.getByText("The list of models is damaged.")).toBeVisible();
  await expect(app.number).toHaveText("3");
});

test.describe("with the network's own errors in the console", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test("a missing model gets a sentence", async ({ app, page }) => {
    await page.route(TENSORS, (route) => route.fulfill({ status: 404 }));
    await app.open();
    await expect(app.sentence).toContainText("The model is not where it should be.");
    await app.draw(synthStrokes(3, 0));
    await page.getByText("The most similar training images", { exact: true }).click();
    await expect(page.locator(".more .intro")).toHaveText("The model is not where it should be.");
  });

  test("of several models, one that is missing says so beside the others", async ({ app, page }) => {
    const body = JSON.stringify({ formatVersion: 1, models: ["default", "gone"] });
    await page.route("**/models/index.json", (route) => route.fulfill({ body }));
    await app.open();
    await app.draw(synthStrokes(3, 0));
    await page.getByText("What every model says").click();
    const rows = page.locator(".opinions tbody tr");
    await expect(rows.nth(0)).toContainText(SHIPPED_TITLE);
    await expect(rows.nth(1)).toContainText("gone");
    await expect(rows.nth(1)).toContainText("The model is not where it should be.");
  });

  test("a model that cannot be reached can be tried again", async ({ app, page }) => {
    await page.route(TENSORS, (route) => route.abort());
    await app.open();
    await expect(app.sentence).toContainText("The model could not be fetched.");
    await page.unroute(TENSORS);
    await app.button("Try again").click();
    await expect(app.sentence).toContainText("Ready to read.");
  });
});

test.describe("when the worker crashes", () => {
  test.use({ expectedErrors: /boom/ });

  const crash = (page: Page) =>
    page.workers()[0]?.evaluate(() => {
      setTimeout(() => {
        throw new Error("boom");
      });
    });

  test("it is started again and the drawing is read", async ({ app, page }) => {
    await app.open();
    await app.draw(synthStrokes(3, 0));
    await crash(page);
    await app.button("Clear").click();
    await app.button("Undo").click();
    await expect(app.number).toHaveText("3");
    await expect(app.surface).toHaveAccessibleName(/^Your drawing/);
  });

  test("twice, it says so; trying again reads the drawing", async ({ app, page }) => {
    const worker = "**/reader.worker-*.js";
    await page.route(worker, (route) => route.fulfill({ contentType: "text/javascript", body: "throw Error('boom')" }));
    await app.open();
    await app.draw(synthStrokes(3, 0));
    await expect(app.sentence).toContainText("The reader stopped twice.");
    await page.unroute(worker);
    await app.button("Try again").click();
    await expect(app.number).toHaveText("3");
  });
});
