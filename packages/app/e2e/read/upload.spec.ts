import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { encodePicture } from "../support/pictures.ts";
import { blankPicture, drawPicture, PHOTO, SCAN } from "../support/raster.ts";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";

const MEGABYTE = 1024 * 1024;

for (const [type, label] of [
  ["png", 2],
  ["jpeg", 5],
  ["webp", 8],
] as const) {
  test(`reads a ${type} that is chosen`, async ({ app, context }) => {
    await app.open();
    await app.chooseFile(await encodePicture(context, drawPicture(synthStrokes(label, 0), 900, 700, SCAN), type));
    await expect(app.number).toHaveText(String(label));
    await expect(app.page.getByRole("img", { name: "The picture that is read" })).toBeVisible();
  });
}

test("reads a shaded photo and goes back to the drawing", async ({ app, context }) => {
  await app.open();
  await app.draw(synthStrokes(4, 0));
  await expect(app.number).toHaveText("4");
  await app.chooseFile(await encodePicture(context, drawPicture(synthStrokes(6, 1), 800, 1000, PHOTO), "jpeg"));
  await expect(app.number).toHaveText("6");
  await app.button("Back to drawing").click();
  await expect(app.number).toHaveText("4");
});

/** Puts a file on the page as a drop or a paste would. */
async function give(app: { page: Page }, how: "drop" | "paste", files: Buffer[]) {
  const contents = files.map((file) => file.toString("base64"));
  await app.page.evaluate(
    ({ how, contents }) => {
      const transfer = new DataTransfer();
      for (const [i, content] of contents.entries()) {
        const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], `${i}.png`, { type: "image/png" }));
      }
      const event =
        how === "drop"
          ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
          : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
      document.querySelector("main")?.dispatchEvent(event);
    },
    { how, contents },
  );
}

for (const how of ["drop", "paste"] as const) {
  test(`reads a picture by ${how}`, async ({ app, context }) => {
    await app.open();
    const { buffer } = await encodePicture(context, drawPicture(synthStrokes(7, 0), 600, 600, SCAN), "png");
    await give(app, how, [buffer]);
    await expect(app.number).toHaveText("7");
  });
}

test("reads several pictures into a table, and saves it as CSV", async ({ app, context, page }) => {
  await app.open();
  await app.draw(synthStrokes(4, 0));
  const picture = async (label: number) =>
    (await encodePicture(context, drawPicture(synthStrokes(label, 0), 600, 600, SCAN), "png")).buffer;
  await give(app, "drop", [await picture(3), await picture(7), Buffer.from("Dear diary")]);
  const table = page.getByRole("region", { name: "3 pictures" });
  await expect(table.getByRole("status")).toContainText("3 of 3 done");
  const rows = table.getByRole("row");
  await expect(rows.nth(1)).toContainText("3");
  await expect(rows.nth(2)).toContainText("7");
  await expect(rows.nth(3)).toContainText("is not a PNG, JPEG, WebP, GIF or BMP");
  // The drawing is not touched until a picture is asked for.
  await expect(app.number).toHaveText("4");
  await table.getByRole("button", { name: "Lay 1.png on the paper" }).click();
  await expect(app.number).toHaveText("7");
  // The paper is above the table.
  await expect(page.locator(".sheet")).toBeInViewport({ ratio: 1 });
  const saved = page.waitForEvent("download");
  await app.button("Save as CSV").click();
  const lines = readFileSync(await (await saved).path(), "utf8").split("\r\n");
  expect(lines.map((line) => line.split(",").slice(0, 2).join())).toEqual([
    "file,number",
    "0.png,3",
    "1.png,7",
    "2.png,",
    "",
  ]);
  await app.button("Close the table").click();
  await expect(table).toHaveCount(0);
});

test("several pictures put away what was said of an earlier one", async ({ app, context }) => {
  await app.open();
  await give(app, "drop", [Buffer.from("Dear diary")]);
  await expect(app.notice).toContainText("is not a PNG, JPEG, WebP, GIF or BMP");
  const { buffer } = await encodePicture(context, drawPicture(synthStrokes(3, 0), 300, 300, SCAN), "png");
  await give(app, "drop", [buffer, buffer]);
  await expect(app.notice).toHaveText("");
});

test("a drag that is broken off leaves the paper as it was", async ({ app, page }, testInfo) => {
  await app.open();
  const path = testInfo.outputPath("digit.png");
  writeFileSync(path, "");
  const session = await page.context().newCDPSession(page);
  const drag = (type: "dragEnter" | "dragOver" | "dragCancel") =>
    session.send("Input.dispatchDragEvent", {
      type,
      x: 400,
      y: 400,
      data: { items: [], files: [path], dragOperationsMask: 1 },
    });
  await drag("dragEnter");
  await drag("dragOver");
  await expect(page.getByText("Drop the picture here")).toBeVisible();
  await drag("dragCancel");
  await page.mouse.move(500, 300);
  await expect(page.getByText("Drop the picture here")).toHaveCount(0);
});

/** Drops files and folders of the disk, as a file manager does. */
async function dropFromDisk(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: 400, y: 400, data });
  }
}

test("a folder is called one, and what was dropped beside it is read", async ({ app, context, page }, testInfo) => {
  const folder = testInfo.outputPath("photos");
  mkdirSync(folder);
  const picture = testInfo.outputPath("7.png");
  const { buffer } = await encodePicture(context, drawPicture(synthStrokes(7, 0), 600, 600, SCAN), "png");
  writeFileSync(picture, buffer);
  await app.open();
  await app.draw(synthStrokes(4, 0));
  await dropFromDisk(page, [folder]);
  await expect(app.notice).toContainText("This is a folder, not a picture. Open it and choose the pictures in it");
  await expect(app.number).toHaveText("4");
  await app.button("Svenska").click();
  await expect(app.notice).toContainText("Det här är en mapp, ingen bild. Öppna den");
  await page.getByRole("button", { name: "Stäng meddelandet" }).click();
  await dropFromDisk(page, [folder, picture]);
  await expect(app.number).toHaveText("7");
  await expect(app.notice).toContainText("Det här är en mapp");
});

test("a picture without ink is refused in words", async ({ app, context }) => {
  await app.open();
  await app.chooseFile(await encodePicture(context, blankPicture(400, 300), "png"));
  await expect(app.sentence).toContainText("No ink found.");
  await expect(app.number).toHaveText("");
});

const BROKEN = [
  {
    what: "a damaged picture",
    sentence: "This picture cannot be opened.",
    make: (png: Buffer) => png.subarray(0, 200),
  },
  {
    what: "a text file",
    sentence: "is not a PNG, JPEG, WebP, GIF or BMP",
    make: () => Buffer.from("Dear diary, today I"),
  },
  { what: "an empty file", sentence: "is not a PNG, JPEG, WebP, GIF or BMP", make: () => Buffer.alloc(0) },
];

for (const { what, sentence, make } of BROKEN) {
  test(`${what} gets a sentence and loses nothing`, async ({ app, context }) => {
    await app.open();
    await app.draw(synthStrokes(9, 0));
    await expect(app.number).toHaveText("9");
    const png = await encodePicture(context, drawPicture(synthStrokes(1, 0), 300, 300, SCAN), "png");
    await app.chooseFile({ ...png, buffer: make(png.buffer) });
    await expect(app.notice).toContainText(sentence);
    await expect(app.number).toHaveText("9");
    await expect(app.surface).toHaveAccessibleName(/^Your drawing/);
    await app.button("Close the message").click();
    await expect(app.notice).toHaveText("");
  });
}

test("a file that is too large gets a sentence and loses nothing", async ({ app }, testInfo) => {
  await app.open();
  await app.draw(synthStrokes(9, 0));
  const path = testInfo.outputPath("large.png");
  writeFileSync(path, Buffer.alloc(21 * MEGABYTE));
  await app.chooseFile(path);
  await expect(app.notice).toContainText("too large");
  await expect(app.number).toHaveText("9");
});
