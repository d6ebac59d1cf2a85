import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

const openHand = (page: Page) => page.getByText("My hand", { exact: true }).click();

test("a corrected digit is read as corrected, now and after a reload, until it is forgotten", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(1, 0));
  await expect(app.number).toHaveText("1");
  await app.button("Wrong? Correct it").click();
  await app.button("It is a seven").click();
  await expect(app.number).toHaveText("7");
  await expect(page.locator(".correction")).toContainText("The model alone would say a one.");
  await page.reload();
  await expect(app.number).toHaveText("7");
  // Another way of writing it, and another digit, are read as before.
  await app.button("Clear").click();
  await app.draw(synthStrokes(3, 0));
  await expect(app.number).toHaveText("3");
  await app.button("Clear").click();
  await openHand(page);
  await app.button("Forget all").click();
  await app.button("Yes, forget them").click();
  await expect(page.getByText("All corrections are forgotten.")).toBeVisible();
  await app.draw(synthStrokes(1, 0));
  await expect(app.number).toHaveText("1");
});

test("corrections move to another device as a file", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(4, 0));
  await app.button("Wrong? Correct it").click();
  await app.button("It is a nine").click();
  await openHand(page);
  const download = page.waitForEvent("download");
  await app.button("Save the corrections").click();
  const buffer = readFileSync(await (await download).path());
  await app.button("Forget this one, a nine").click();
  await expect(page.getByText("Nothing corrected yet.")).toBeVisible();
  await expect(app.number).toHaveText("4");
  const choose = (content: Buffer) =>
    page.locator(".hand-file").setInputFiles({ name: "hand.json", mimeType: "application/json", buffer: content });
  await choose(Buffer.from("{}"));
  await expect(page.getByText("This file does not hold corrections.")).toBeVisible();
  await choose(buffer);
  await expect(page.getByText("1 correction added.")).toBeVisible();
  await expect(app.number).toHaveText("9");
});

test("the answer can be left as it is", async ({ app }) => {
  await app.open();
  await app.draw(synthStrokes(4, 0));
  await app.button("Wrong? Correct it").click();
  await app.button("Leave it").click();
  await expect(app.button("It is a nine")).toHaveCount(0);
  await expect(app.number).toHaveText("4");
});

/** Strokes of 0..1 that are no digit to the model. */
const CROSS = [
  [0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => ({ x: t, y: t })),
  [0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => ({ x: t, y: 1 - t })),
];

test("what was refused can be said to be a digit, and is read as one from then on", async ({ app }) => {
  await app.open();
  await app.draw(CROSS);
  await expect(app.sentence).toContainText("This does not look like a digit.");
  await expect(app.number).toHaveText("");
  await app.button("Is it a digit? Say which").click();
  await app.button("It is a four").click();
  await expect(app.number).toHaveText("4");
  await app.button("Clear").click();
  await app.draw(CROSS);
  await expect(app.number).toHaveText("4");
});
