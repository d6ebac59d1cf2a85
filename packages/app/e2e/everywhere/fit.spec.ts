import type { Page } from "@playwright/test";
import { finger } from "../support/readPage.ts";
import { SHIPPED_MODELS } from "../support/shipped.ts";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

const PAGES = ["Read", "Data", "Models", "Train", "About"];

/** How far the page is wider than the window, and what one can press that lies outside of it and does not scroll there. */
async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    for (const element of document.querySelectorAll("a, button, input, select, summary")) {
      const { left, right, width } = element.getBoundingClientRect();
      const isOutside = left < -1 || right > clientWidth + 1;
      if (width > 1 && isOutside && !scrolls(element)) found.push(element.textContent ?? element.className);
    }
    return found;
  });
}

async function expectAllToFit(page: Page): Promise<void> {
  for (const name of PAGES) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await page.waitForLoadState("networkidle");
    expect(await misfits(page), name).toEqual([]);
  }
}

test.describe("at 200 %", () => {
  // What a window of 1280 by 800 has room for.
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

  test("every page fits, and a digit is drawn and read", async ({ app, page }) => {
    await app.open();
    await app.draw(synthStrokes(3, 0));
    await expect(app.number).toHaveText("3");
    await expectAllToFit(page);
  });
});

test.describe("on the narrowest phone", () => {
  test.use({ viewport: { width: 320, height: 568 }, hasTouch: true });

  test("every page fits, with all that opens open", async ({ app, page }) => {
    await app.open();
    await app.draw(synthStrokes(8, 0), finger);
    for (const title of ["What every model says", "The most similar training images", "My hand"]) {
      await page.getByText(title, { exact: true }).tap();
    }
    await expect(page.locator(".opinions td.opinion")).toHaveText(Array.from({ length: SHIPPED_MODELS }, () => "8"));
    await expect(page.locator(".neighbours li")).toHaveCount(10);
    expect(await misfits(page)).toEqual([]);
    await expectAllToFit(page);
  });
});

test.describe("on a phone whose browser takes its share of the screen", () => {
  test.use({ viewport: { width: 390, height: 664 }, hasTouch: true });

  test("there is room to draw, with the answer and its bars in view", async ({ app, page }) => {
    await app.open();
    await app.draw(synthStrokes(8, 0), finger);
    await expect(page.locator(".bars")).toBeInViewport({ ratio: 1 });
    expect((await app.surface.boundingBox())?.width).toBeGreaterThan(280);
  });
});

test.describe("on a tablet", () => {
  for (const viewport of [
    { width: 820, height: 1180 },
    { width: 1180, height: 820 },
  ]) {
    test.describe(`${viewport.width} wide`, () => {
      test.use({ viewport, hasTouch: true, deviceScaleFactor: 2 });

      test("a finger draws, the answer is in view, and every page fits", async ({ app, page }) => {
        await app.open();
        await app.draw(synthStrokes(8, 0), finger);
        await expect(app.number).toHaveText("8");
        await expect(page.locator(".bars")).toBeInViewport({ ratio: 1 });
        await expectAllToFit(page);
      });
    });
  }
});
