import { finger, mouse } from "../support/readPage.ts";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

const ONE = [
  [
    { x: 0.5, y: 0 },
    { x: 0.5, y: 0.5 },
    { x: 0.5, y: 1 },
  ],
];

test("an empty surface is refused in words, without a digit", async ({ app }) => {
  await app.open();
  await expect(app.number).toHaveText("");
  await expect(app.sentence).toContainText("Ready to read.");
  await expect(app.sentence).toContainText("Write a digit, or a number of several.");
  await expect(app.button("Undo")).toBeDisabled();
  await expect(app.button("Clear")).toBeDisabled();
});

test("clear empties the surface, undo brings the drawing back", async ({ app, hasTouch }) => {
  await app.open();
  await app.draw(synthStrokes(3, 0), hasTouch ? finger : mouse);
  await expect(app.number).toHaveText("3");
  await app.button("Clear").click();
  await expect(app.sentence).toContainText("Ready to read.");
  await expect(app.number).toHaveText("");
  await app.button("Undo").click();
  await expect(app.number).toHaveText("3");
});

test("undo takes back the last stroke, by button and by key", async ({ app, page, hasTouch }) => {
  const pen = hasTouch ? finger : mouse;
  await app.open();
  await app.draw(ONE, pen);
  await expect(app.number).toHaveText("1");
  await app.draw([ONE[0]?.map(({ x, y }) => ({ x: y, y: x })) ?? []], pen, 0.9);
  await app.button("Undo").click();
  await expect(app.number).toHaveText("1");
  await page.keyboard.press("Control+z");
  await expect(app.sentence).toContainText("Ready to read.");
  await expect(app.number).toHaveText("");
});

test("a second finger does not draw", async ({ app, page, hasTouch }) => {
  test.skip(!hasTouch, "needs touch");
  await app.open();
  const box = await app.surface.boundingBox();
  if (!box) throw new Error("no surface");
  const session = await page.context().newCDPSession(page);
  const first = (y: number) => ({ x: box.x + box.width / 2, y: box.y + box.height * y, id: 1 });
  const palm = (x: number) => ({ x: box.x + box.width * x, y: box.y + box.height * 0.9, id: 2 });
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: ReturnType<typeof first>[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", first(0.2));
  await touch("touchStart", first(0.2), palm(0.1));
  for (const t of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) await touch("touchMove", first(t), palm(t));
  await touch("touchEnd");
  await app.answered();
  await expect(app.surface).toHaveAccessibleName("Your drawing, 1 stroke");
  await expect(app.number).toHaveText("1");
});

test("surface and answer fit the screen, and drawing does not scroll", async ({ app, page, hasTouch }) => {
  await app.open();
  await app.draw(synthStrokes(5, 1), hasTouch ? finger : mouse);
  await expect(app.surface).toBeInViewport({ ratio: 1 });
  await expect(page.locator(".bars")).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("sheet, tools and bars stay where they are, whatever the answer", async ({ app, page, hasTouch }) => {
  const places = async () => {
    const boxes = await Promise.all([".sheet", ".tools", ".bars"].map((part) => page.locator(part).boundingBox()));
    return boxes.map((box) => box && [box.x, box.y, box.width, box.height].map(Math.round));
  };
  await app.open();
  const empty = await places();
  await app.draw(synthStrokes(3, 0), hasTouch ? finger : mouse);
  await expect(app.number).toHaveText("3");
  expect(await places()).toEqual(empty);
  await app.button("Clear").click();
  await expect(app.number).toHaveText("");
  expect(await places()).toEqual(empty);
});

test("several digits are read as a number", async ({ app, page, hasTouch }) => {
  const pen = hasTouch ? finger : mouse;
  const halved = (digit: number, left: number) =>
    synthStrokes(digit, 2).map((stroke) => stroke.map(({ x, y }) => ({ x: left + x / 2.6, y: 0.3 + y / 2.6 })));
  await app.open();
  await app.draw([...halved(4, 0), ...halved(7, 0.6)], pen, 0.8);
  await expect(app.number).toHaveText("47");
  await expect(app.sentence).toContainText(/Certainty of the whole number: \d+\s%\./);
  await page.getByRole("button", { name: /^Digit 2/ }).click();
  await expect(page.getByRole("button", { name: /^Digit 2/ })).toHaveAttribute("aria-pressed", "true");
});

test("redo brings back what undo took, and the eraser takes part of a stroke", async ({ app, page, hasTouch }) => {
  const pen = hasTouch ? finger : mouse;
  await app.open();
  await app.draw(ONE, pen);
  await app.button("Undo").click();
  await page.keyboard.press("Control+Shift+z");
  await expect(app.number).toHaveText("1");
  await app.button("Eraser").click();
  await app.draw([[0, 0.5, 1].map((x) => ({ x, y: 0.5 }))], pen, 0.4);
  await expect(app.surface).toHaveAccessibleName("Your drawing, 2 strokes");
  await app.button("Undo").click();
  await expect(app.surface).toHaveAccessibleName("Your drawing, 1 stroke");
});
