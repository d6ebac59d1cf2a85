import { finger, mouse } from "../support/readPage.ts";
import { SHIPPED_ACCURACY, SHIPPED_MODELS } from "../support/shipped.ts";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";
import { violations } from "../support/violations.ts";

for (const colorScheme of ["light", "dark"] as const) {
  for (const locale of ["en-GB", "sv-SE"]) {
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale });

      test("axe finds nothing on any page, with everything open", async ({ app, page, hasTouch }) => {
        await app.open();
        await app.draw(synthStrokes(3, 0), hasTouch ? finger : mouse);
        for (const summary of await page.locator("main summary").all()) await summary.click();
        await expect(page.locator(".opinions td.opinion")).toHaveText(Array(SHIPPED_MODELS).fill("3"));
        await expect(page.locator("canvas.heat")).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.locator(".tools button[aria-haspopup=dialog]").click();
        await expect(page.getByRole("dialog")).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await page.locator(".navigation a").nth(1).click();
        await expect(page.locator(".digit-map circle").first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.locator(".navigation a").nth(2).click();
        await page.locator(".matrix button").first().click();
        await expect(page.locator(".misread canvas").first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.locator(".navigation a").nth(3).click();
        await expect(page.locator(".train-choices")).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.locator(".navigation a").nth(4).click();
        await page.locator(".card-full summary").click();
        await expect(page.locator(".card-text table").first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });
    });
  }
}

test("the page stands as it should: what there is, in which order, by which name", async ({ app, page, hasTouch }) => {
  await app.open();
  await app.draw(synthStrokes(3, 0), hasTouch ? finger : mouse);
  await expect(app.number).toHaveText("3");
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - banner:
      - navigation "Pages":
        - link "Read"
        - link "Data"
        - link "Models"
        - link "Train"
        - link "About"
      - button "Svenska"
      - button "Dark theme"
    - main:
      - heading "Siffra reads the digits you write" [level=1]
      - region "Paper":
        - img /Your drawing/
        - group "Tools":
          - button "Undo"
          - button "Redo" [disabled]
          - button "Eraser"
          - button "Clear"
          - button "Picture"
          - button "Camera"
          - button "Draw in a grid, also by keyboard"
          - button "Save and share"
      - region "Answer":
        - img "The 28 by 28 pixels that were read as a three"
        - paragraph: What the model saw
        - paragraph: It is a three.
        - list "Probability of each digit"
        - button "Wrong? Correct it"
      - region "From ink to answer":
        - heading "From ink to answer" [level=2]
        - list "From ink to answer":
          - listitem:
            - img /Picture of the stage. Your strokes/
            - heading "Your strokes" [level=3]
  `);
});

test("pages have their own title, address and place for the focus", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(3, 0));
  await expect(page).toHaveTitle("Siffra: reads handwritten digits");
  await page.getByRole("link", { name: "About", exact: true }).click();
  await expect(page).toHaveTitle("About Siffra");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("link", { name: "About", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(page.locator(".facts")).toContainText(`${SHIPPED_ACCURACY} of 10,000`);
  await page.getByRole("button", { name: "Svenska" }).click();
  await expect(page).toHaveTitle("Om Siffra");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Om Siffra");
  await page.getByRole("button", { name: "English" }).click();
  await page.goBack();
  await expect(app.number).toHaveText("3");
});

test("the drawing and its history are there when one comes back", async ({ app, page }) => {
  await app.open();
  await app.draw(synthStrokes(7, 0));
  await page.getByRole("link", { name: "More about it" }).click();
  await page.getByRole("link", { name: "Read", exact: true }).click();
  await expect(app.number).toHaveText("7");
  await expect(app.button("Undo")).toBeEnabled();
});

test("an address that names no page leads on", async ({ page }) => {
  await page.goto("./#/nowhere");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no page here.");
  await page.getByRole("link", { name: "Go to the drawing surface" }).click();
  await expect(page.locator("canvas.surface")).toBeVisible();
});

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing is wider than the screen", async ({ app, page }) => {
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    await app.open();
    await app.draw(synthStrokes(3, 0));
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await expect(page.locator("canvas.heat")).toBeVisible();
    expect(await fits()).toBe(true);
    await page.getByRole("link", { name: "About", exact: true }).click();
    await page.locator(".card-full summary").click();
    await expect(page.locator(".card-text table").first()).toBeVisible();
    expect(await fits()).toBe(true);
  });
});
