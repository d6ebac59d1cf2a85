import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

test("the training images most like a drawing are of its digit, mostly", async ({ app, page }) => {
  await app.open();
  await page.getByText("The most similar training images", { exact: true }).click();
  await expect(page.getByText("Write a digit first.")).toBeVisible();
  for (const digit of [3, 0]) {
    await app.button("Clear").click();
    await app.draw(synthStrokes(digit, 0));
    const labels = page.locator(".neighbours span");
    await expect(labels.first()).toHaveText(String(digit), { timeout: 20_000 });
    await expect(labels).toHaveCount(10);
    const found = await labels.allTextContents();
    expect(found.filter((label) => label === String(digit)).length).toBeGreaterThanOrEqual(6);
  }
});

test.describe("without the images", () => {
  test.use({ expectedErrors: /404/ });
  test("they are said to be missing, and asked for again", async ({ app, page }) => {
    await page.route("**/training-images.idx3.gz", (route) => route.fulfill({ status: 404 }));
    await app.open();
    await app.draw(synthStrokes(3, 0));
    const title = page.getByText("The most similar training images", { exact: true });
    await title.click();
    await expect(page.getByText("The training images could not be fetched.")).toBeVisible();
    await page.unroute("**/training-images.idx3.gz");
    await title.click();
    await title.click();
    await expect(page.locator(".neighbours li")).toHaveCount(10, { timeout: 20_000 });
  });
});
