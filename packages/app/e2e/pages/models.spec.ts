import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { violations } from "../support/violations.ts";

const SHIPPED = new URL("../../public/run", import.meta.url).pathname;

const openPage = async (page: Page) => {
  await page.getByRole("link", { name: "Models", exact: true }).click();
  await expect(page.locator(".models-table tbody tr")).not.toHaveCount(0);
};

test("a model is looked at closely: its certainty, its learning curve, what it takes for what", async ({
  app,
  page,
}) => {
  await app.open();
  await openPage(page);
  await page.getByRole("combobox", { name: "Model" }).selectOption({ label: "Random forest on pixels" });
  const reliability = page.getByRole("figure", { name: "Whether its certainty holds" });
  await expect(reliability.getByRole("img")).toHaveAccessibleName(/Answers to 10,000 test images/);
  const learning = page.getByRole("figure", { name: "What more images give" });
  await expect(learning.getByRole("img")).toHaveAccessibleName(
    /From \d+.\d\s% with 300 images to 96.6\s% with 54,000\.$/,
  );
  await learning.getByText("As a table").click();
  await expect(learning.getByRole("row")).not.toHaveCount(1);
  await expect(page.getByRole("table", { name: /Random forest on pixels/ })).toBeVisible();
});

test.describe("with a run of one's own", () => {
  let folder: string;
  test.beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "siffra-run-"));
    cpSync(SHIPPED, folder, { recursive: true });
    const path = join(folder, "metrics.json");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("Random forest on pixels", "A forest of mine"));
  });
  test.afterEach(() => rmSync(folder, { recursive: true }));

  test("its folder is opened, and the shipped one comes back", async ({ app, page }) => {
    await app.open();
    await openPage(page);
    await page.locator(".run-folder").setInputFiles(folder);
    await expect(page.locator(".models-table")).toContainText("A forest of mine");
    await expect(page.getByText("This is your own run.")).toBeVisible();
    await page.locator(".matrix button").first().click();
    await expect(page.locator(".misread canvas").first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await app.button("Back to the shipped run").click();
    await expect(page.locator(".models-table")).toContainText("Random forest on pixels");
  });

  test("its folder is dropped on the page", async ({ app, page }) => {
    await app.open();
    await openPage(page);
    const session = await page.context().newCDPSession(page);
    const drag = (type: "dragEnter" | "dragOver" | "drop") =>
      session.send("Input.dispatchDragEvent", {
        ...{ type, x: 300, y: 300 },
        data: { items: [], files: [folder], dragOperationsMask: 1 },
      });
    await drag("dragEnter");
    await drag("dragOver");
    await expect(page.locator(".own-run")).toContainText("Drop the folder");
    await drag("drop");
    await expect(page.locator(".models-table")).toContainText("A forest of mine");
    await expect(page.getByText("This is your own run.")).toBeVisible();
  });

  test("a folder that holds no whole run is refused with a next step", async ({ app, page }) => {
    await app.open();
    await openPage(page);
    const problem = page.locator(".own-run [role=alert]");
    writeFileSync(join(folder, "selection.json"), "{");
    await page.locator(".run-folder").setInputFiles(folder);
    await expect(problem).toContainText("damaged. Train again");
    writeFileSync(join(folder, "selection.json"), "{}");
    await page.locator(".run-folder").setInputFiles(folder);
    await expect(problem).toContainText("not of this version");
    writeFileSync(join(folder, "selection.json"), " ".repeat(9_000_000));
    await page.locator(".run-folder").setInputFiles(folder);
    await expect(problem).toContainText("too large to be of a run");
    rmSync(join(folder, "metrics.json"));
    await page.locator(".run-folder").setInputFiles(folder);
    await expect(problem).toContainText("does not hold a whole run");
    await expect(page.locator(".models-table")).toContainText("Random forest on pixels");
  });
});
