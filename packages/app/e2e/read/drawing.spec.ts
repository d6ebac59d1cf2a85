import { finger, mouse, stylus } from "../support/readPage.ts";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

const PER_DIGIT = 5;
/** 48 of 50 with each pointer makes more than 95 of 100. */
const MIN_RIGHT = 48;

test("reads drawings of all ten digits", async ({ app, hasTouch }) => {
  test.setTimeout(120_000);
  await app.open();
  const wrong: string[] = [];
  for (let i = 0; i < 10 * PER_DIGIT; i++) {
    const label = i % 10;
    // The phone draws others than the desktop.
    const index = Math.floor(i / 10) + (hasTouch ? PER_DIGIT : 0);
    await app.draw(synthStrokes(label, index), hasTouch ? finger : mouse);
    const read = await app.number.textContent();
    if (read !== String(label)) wrong.push(`${label} (drawing ${index}) read as "${read}"`);
    await app.button("Clear").click();
    await expect(app.number).toHaveText("");
  }
  const right = 10 * PER_DIGIT - wrong.length;
  expect(right, `${wrong.length} misread: ${wrong.join("; ")}`).toBeGreaterThanOrEqual(MIN_RIGHT);
});

test("answers while the pen is still down", async ({ app, page, hasTouch }) => {
  test.skip(hasTouch, "one pointer is enough");
  await app.open();
  const box = await app.surface.boundingBox();
  if (!box) throw new Error("no surface");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8, { steps: 12 });
  await expect(app.number).toHaveText("1");
  await page.mouse.up();
  await expect(app.sentence).toContainText("one");
});

test("ink that settles does not catch the pen", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(1, 0));
  // The picture that flies over the sheet stands still where it started.
  await page.waitForFunction(() => document.querySelector(".saw-only canvas")?.getAnimations().length);
  await page.evaluate(() => {
    for (const animation of document.querySelector(".saw-only canvas")?.getAnimations() ?? []) {
      animation.pause();
      animation.currentTime = 0;
    }
  });
  await app.draw(synthStrokes(1, 0));
  await expect(app.surface).toHaveAccessibleName("Your drawing, 2 strokes");
});

test("a pen draws with its pressure", async ({ app, page, hasTouch }) => {
  test.skip(hasTouch, "one pen is enough");
  await app.open();
  await app.draw(synthStrokes(2, 0), stylus);
  await expect(app.number).toHaveText("2");
  const kept = await page.evaluate(() => localStorage.getItem("siffra.drawing"));
  // More than a drawing without pressure would need: a byte a point.
  const points = synthStrokes(2, 0).flat().length;
  expect((kept?.length ?? 0) / points).toBeGreaterThan(4);
});
