import { finger } from "../support/readPage.ts";
import { place, synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

/** A seven: a line to the right, then one down. */
const SEVEN = ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"];

test("a digit is drawn, erased and drawn again by keyboard alone", async ({ app, page }) => {
  await app.open();
  await app.button("Draw in a grid, also by keyboard").focus();
  await page.keyboard.press("Enter");
  const grid = page.getByRole("grid", { name: "Drawing grid, 28 by 28 squares" });
  await expect(grid.getByRole("gridcell").nth(14 * 28 + 14)).toBeFocused();
  for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowUp");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
  for (const key of SEVEN) await page.keyboard.press(`Shift+${key}`);
  for (let i = 0; i < 15; i++) await page.keyboard.press(i % 3 === 2 ? "Shift+ArrowLeft" : "Shift+ArrowDown");
  await expect(app.number).toHaveText("7");
  await expect(page.getByRole("status").filter({ hasText: "seven" })).toBeAttached();
  const current = grid.locator("[tabindex='0']");
  await expect(current).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Space");
  await expect(current).toHaveAttribute("aria-selected", "false");
  await app.button("Clear").focus();
  await page.keyboard.press("Enter");
  await expect(app.sentence).toContainText("Ready to read.");
  await app.button("Back to drawing").focus();
  await page.keyboard.press("Enter");
  await expect(app.surface).toBeVisible();
});

test("squares are filled by mouse, and shared as SVG", async ({ app, page }) => {
  await app.open();
  await app.button("Draw in a grid, also by keyboard").click();
  const box = await page.getByRole("grid").boundingBox();
  if (!box) throw new Error("no grid");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8, { steps: 30 });
  await page.mouse.up();
  await expect(app.number).toHaveText("1");
});

test.describe("by finger", () => {
  test.use({ hasTouch: true });

  test("a fast one leaves no gaps between its squares", async ({ app, page }) => {
    await app.open();
    await app.button("Draw in a grid, also by keyboard").tap();
    const box = await page.getByRole("grid").boundingBox();
    if (!box) throw new Error("no grid");
    await finger(page, place(synthStrokes(2, 0), box, 0.6));
    await expect(app.number).toHaveText("2");
  });
});
