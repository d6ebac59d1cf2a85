import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";

const openPage = (page: Page) => page.getByRole("link", { name: "Data", exact: true }).click();

test("a digit is chosen, and its images, the map and the doubtful labels follow", async ({ app, page }) => {
  await app.open();
  await openPage(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What the images are like");
  await page.getByRole("radio", { name: "7" }).check({ force: true });
  await expect(page.getByRole("heading", { name: "How a 7 is written" })).toBeVisible();
  await expect(page.getByRole("img", { name: "The mean image of the 7s" })).toBeVisible();
  await expect(page.getByText("6,265 (10.4 %)")).toBeVisible();
  await expect(page.getByRole("img", { name: "Map of the images, the 7s marked" })).toBeVisible();
  await page.getByRole("checkbox", { name: "Only those labelled 7" }).check();
  const labels = await page
    .locator(".doubts:not(.pairs) canvas")
    .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
  expect(labels).not.toEqual([]);
  for (const label of labels) expect(label).toContain("labelled 7");
});

test("the map is walked through by keyboard, and pointed at", async ({ app, page }) => {
  await app.open();
  await openPage(page);
  const slider = page.getByRole("slider", { name: "From left to right" });
  await slider.focus();
  await page.keyboard.press("Home");
  const first = await slider.getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowRight");
  await expect(slider).not.toHaveAttribute("aria-valuetext", first ?? "");
  await expect(slider).toHaveAttribute("aria-valuetext", /^Training image [\d,]+, a 4$/);
  await page.locator(".digit-map svg").click({ position: { x: 5, y: 5 } });
  await expect(page.locator(".map-image figcaption")).toHaveText(/^Training image [\d,]+, a \d$/);
});
