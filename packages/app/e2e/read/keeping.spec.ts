import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

test("a drawing survives a reload", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(4, 0));
  await expect(app.number).toHaveText("4");
  await page.reload();
  await expect(app.number).toHaveText("4");
  await app.button("Clear").click();
  await page.reload();
  await expect(app.sentence).toContainText("Ready to read.");
});

test("where storage is refused everything works, and the page says what is lost", async ({ app, page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("no", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: refuse });
    Object.defineProperty(window, "indexedDB", { get: refuse });
  });
  await app.open();
  await app.draw(synthStrokes(4, 0));
  await expect(app.number).toHaveText("4");
  await expect(page.locator(".read-notes")).toContainText("This browser stores nothing for this page");
  await app.button("Wrong? Correct it").click();
  await app.button("It is a nine").click();
  await expect(app.notice).toContainText("counts until the page is closed");
  await expect(app.number).toHaveText("9");
});

const share = async (page: Page) => {
  await page.getByRole("button", { name: "Save and share" }).click();
  return page.getByRole("dialog", { name: "Save and share" });
};

test("a link holds the drawing and opens it anywhere", async ({ app, context, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.open();
  await app.draw(synthStrokes(5, 0));
  const dialog = await share(page);
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(dialog.getByRole("status")).toHaveText("Copied.");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Escape");
  await expect(app.button("Save and share")).toBeFocused();
  await app.button("Clear").click();
  await app.draw(synthStrokes(1, 0));
  await page.goto(link);
  await expect(app.number).toHaveText("5");
  // The address does not stand in the way of what is drawn next; undo brings back what lay there.
  await expect(page).toHaveURL(/#\/$/);
  await app.button("Undo").click();
  await expect(app.number).toHaveText("1");
});

test("a link that holds no drawing says so and loses nothing", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(4, 0));
  await page.goto("./#/?ink=!!!");
  await expect(app.notice).toContainText("The link does not hold a drawing.");
  await expect(app.number).toHaveText("4");
});

test("a drawing is saved as PNG, SVG, IDX and JSON", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(2, 0));
  const dialog = await share(page);
  async function save(name: string): Promise<Buffer> {
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name }).click();
    return readFileSync(await (await download).path());
  }
  expect((await save("PNG picture")).subarray(1, 4).toString()).toBe("PNG");
  expect((await save("SVG drawing")).toString()).toMatch(/^<svg .*<path d="M/);
  const idx = await save("IDX file, as in MNIST");
  expect([...idx.subarray(0, 16)]).toEqual([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28]);
  expect(idx).toHaveLength(16 + 784);
  const json = JSON.parse((await save("JSON with the answer")).toString());
  expect(json.digits[0]).toMatchObject({ label: 2, pixels: [...idx.subarray(16)] });
  expect(json.strokes.length).toBeGreaterThan(0);
});

test("a picture of the drawing that is saved is read as the same digit", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(8, 0));
  const dialog = await share(page);
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "PNG picture" }).click();
  const buffer = readFileSync(await (await download).path());
  await page.keyboard.press("Escape");
  await app.chooseFile({ name: "siffra.png", mimeType: "image/png", buffer });
  await expect(page.getByRole("img", { name: "The picture that is read" })).toBeVisible();
  await expect(app.number).toHaveText("8");
});
