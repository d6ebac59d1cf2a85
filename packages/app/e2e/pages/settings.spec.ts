import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

const background = () => getComputedStyle(document.documentElement).backgroundColor;

test("the language is switched, said to the browser and remembered", async ({ app, page }) => {
  await app.open();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await app.draw(synthStrokes(3, 0));
  await app.button("Svenska").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await expect(page).toHaveTitle("Siffra: läser handskrivna siffror");
  await expect(app.sentence).toContainText("en trea");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await expect(app.button("Ångra")).toBeVisible();
});

test.describe("in a Swedish browser", () => {
  test.use({ locale: "sv-SE" });

  test("the page speaks Swedish", async ({ app, page }) => {
    await app.open();
    await expect(page.locator("html")).toHaveAttribute("lang", "sv");
    await expect(app.sentence).toContainText("Redo att läsa.");
  });
});

test("the theme is switched and remembered", async ({ app, page }) => {
  await app.open();
  const light = await page.evaluate(background);
  await app.button("Dark theme").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const dark = await page.evaluate(background);
  expect(dark).not.toBe(light);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await page.evaluate(background)).toBe(dark);
  await app.button("Light theme").click();
  expect(await page.evaluate(background)).toBe(light);
});

test.describe("on a dark system", () => {
  test.use({ colorScheme: "dark" });

  test("the page is dark without asking", async ({ app, page }) => {
    await app.open();
    await expect(app.button("Light theme")).toBeVisible();
    expect(await page.evaluate(background)).toBe("rgb(21, 20, 18)");
  });
});
