import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { violations } from "../support/violations.ts";

type Answer = "accepted" | "dismissed";

/** What a browser does when it would install the page; one without a screen never does so of itself. */
const offer = (page: Page, answer: Answer) =>
  page.evaluate((outcome) => {
    const prompt = async () => {
      if (outcome === "accepted") window.dispatchEvent(new Event("appinstalled"));
      return { outcome };
    };
    const event = new Event("beforeinstallprompt", { cancelable: true });
    window.dispatchEvent(Object.assign(event, { prompt }));
  }, answer);

const openAbout = (page: Page) => page.locator(".navigation a").last().click();

test("the app is installed by keyboard, from an offer that came on another page", async ({ app, page }) => {
  await app.open();
  await offer(page, "accepted");
  await openAbout(page);
  await expect(page.getByRole("heading", { name: "Siffra as an app" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await app.button("Install Siffra").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Siffra is installed." })).toBeVisible();
  await expect(app.button("Install Siffra")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Siffra as an app" })).toBeFocused();
  expect(await violations(page)).toEqual([]);
});

test("who says no is asked again only when the browser offers again", async ({ app, page }) => {
  await app.open();
  await openAbout(page);
  await expect(app.button("Install Siffra")).toHaveCount(0);
  await offer(page, "dismissed");
  await app.button("Install Siffra").click();
  await expect(app.button("Install Siffra")).toHaveCount(0);
  await offer(page, "accepted");
  await app.button("Install Siffra").click();
  await expect(page.getByText("Siffra is installed.")).toBeVisible();
});

test.describe("in Swedish", () => {
  test.use({ locale: "sv-SE" });

  test("the app is offered too", async ({ app, page }) => {
    await app.open();
    await offer(page, "accepted");
    await openAbout(page);
    await app.button("Installera Siffra").click();
    await expect(page.getByText("Siffra är installerad.")).toBeVisible();
  });
});
