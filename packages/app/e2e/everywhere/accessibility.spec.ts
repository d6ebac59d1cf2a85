import type { Page } from "@playwright/test";
import { finger, mouse } from "../support/readPage.ts";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";
import { violations } from "../support/violations.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("axe finds nothing: empty, answered, with a message", async ({ app, page, hasTouch }) => {
      await app.open();
      expect(await violations(page)).toEqual([]);
      await app.draw(synthStrokes(8, 0), hasTouch ? finger : mouse);
      await expect(app.number).toHaveText("8");
      expect(await violations(page)).toEqual([]);
      await app.chooseFile({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") });
      await expect(app.notice).not.toHaveText("");
      expect(await violations(page)).toEqual([]);
    });
  });
}

/** The name of each element that Tab reaches, in order; each must show that it has the focus. */
async function tabThrough(page: Page, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      return { name: element.ariaLabel ?? element.textContent ?? "", outline: getComputedStyle(element).outlineStyle };
    });
    expect(focus.outline, focus.name).toBe("solid");
    names.push(focus.name);
  }
  return names;
}

test("everything is reached by keyboard, with a visible focus", async ({ app, page, hasTouch }) => {
  test.skip(hasTouch, "phones have no Tab key");
  await app.open();
  expect(await tabThrough(page, 15)).toEqual([
    ...["Read", "Data", "Models", "Train", "About", "Svenska", "Dark theme"],
    ...["Undo", "Redo", "Eraser", "Clear"],
    ...["Picture", "Camera", "Draw in a grid, also by keyboard", "Save and share"],
  ]);
});

test("tools keep the focus when they have nothing left to do", async ({ app, page, hasTouch }) => {
  test.skip(hasTouch, "phones have no Tab key");
  await app.open();
  await app.draw(synthStrokes(2, 0));
  await app.button("Clear").focus();
  await page.keyboard.press("Enter");
  await expect(app.sentence).toContainText("Ready to read.");
  await expect(app.button("Clear")).toBeFocused();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(app.number).toHaveText("2");
});

test("the focus follows when tools change", async ({ app, page, hasTouch }) => {
  test.skip(hasTouch, "phones have no Tab key");
  await page.addInitScript(() => {
    const stream = () => document.createElement("canvas").captureStream();
    navigator.mediaDevices.getUserMedia = async () => stream();
  });
  await app.open();
  await app.button("Camera").focus();
  await page.keyboard.press("Enter");
  await expect(app.button("Freeze")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(app.button("Undo")).toBeFocused();
});

test("the answer is announced when the hand rests", async ({ app, hasTouch }) => {
  await app.open();
  await app.draw(synthStrokes(3, 0), hasTouch ? finger : mouse);
  await expect(app.answer.getByRole("status")).toContainText("three");
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing moves", async ({ app, page, hasTouch }) => {
    await app.open();
    await app.draw(synthStrokes(3, 0), hasTouch ? finger : mouse);
    await expect(app.answer.getByRole("status")).toContainText("three");
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
