import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

/**
 * The main states, compared with the pictures in e2e/pictures. Letters and lines look a little different in another
 * Chromium, so only the one that the pictures were made with compares. Pictures anew, of this or another Chromium:
 * `npx playwright test visual --update-snapshots`
 */
const MADE_WITH = "156";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, locale: "sv-SE", colorScheme: "dark" } as const;

test.beforeEach(({ browser }, { config }) => {
  const isSame = browser.version().split(".")[0] === MADE_WITH;
  test.skip(!isSame && config.updateSnapshots !== "all", `the pictures were made with Chromium ${MADE_WITH}`);
});

test.describe("on a phone, in Swedish and dark", () => {
  test.use(PHONE);

  test("Read, before anything is drawn", async ({ app, page }) => {
    await app.open();
    await expect(page).toHaveScreenshot("read-empty.png");
  });

  test("Read, with an answer", async ({ app, page }) => {
    await app.open();
    await app.draw(synthStrokes(8, 0));
    await expect(app.number).toHaveText("8");
    await expect(page).toHaveScreenshot("read-answered-phone.png");
  });

  test("Data", async ({ page }) => {
    await page.goto("./#/data");
    await expect(page.locator(".class-pictures canvas").first()).toBeVisible();
    await expect(page).toHaveScreenshot("data.png");
  });
});

test.describe("on a desktop, in English and light", () => {
  test("Read, with an answer", async ({ app, page }) => {
    await app.open();
    await app.draw(synthStrokes(8, 0));
    await expect(app.number).toHaveText("8");
    await expect(page).toHaveScreenshot("read-answered.png");
  });

  test("Models", async ({ page }) => {
    await page.goto("./#/models");
    await expect(page.locator(".chart").first()).toBeVisible();
    await expect(page).toHaveScreenshot("models.png");
  });

  test("Train", async ({ page }) => {
    await page.goto("./#/train");
    await expect(page.getByRole("button", { name: "Train", exact: true })).toBeVisible();
    await expect(page).toHaveScreenshot("train.png");
  });
});
