import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaunchOptions, Page } from "@playwright/test";
import { chromiumOptions } from "../support/chromium.ts";
import { drawPicture, PHOTO } from "../support/raster.ts";
import { synthStrokes } from "../support/strokes.ts";
import { test as base, expect } from "../support/test.ts";
import { toY4m } from "../support/y4m.ts";

const LABEL = 5;

/** A browser whose camera shows a drawing of the project's own generator. */
const test = base.extend<object, { launchOptions: LaunchOptions }>({
  launchOptions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "siffra-camera-"));
      const video = join(folder, "digit.y4m");
      writeFileSync(video, toY4m(drawPicture(synthStrokes(LABEL, 0), 640, 480, PHOTO), 4));
      const fake = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${video}`];
      await use(chromiumOptions([...fake, "--deny-permission-prompts"]));
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
});

/** Keeps the streams that the page was given, so that a test can see whether they were stopped. */
const watchStreams = (page: Page) =>
  page.addInitScript(() => {
    const streams: MediaStream[] = [];
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      streams.push(stream);
      return stream;
    };
    Object.assign(window, { streams });
  });

const trackStates = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { streams: MediaStream[] }).streams.flatMap((stream) =>
      stream.getTracks().map(({ readyState }) => readyState),
    ),
  );

test("reads a frame of the camera and lets the camera go", async ({ app, context, page }) => {
  await context.grantPermissions(["camera"]);
  await watchStreams(page);
  await app.open();
  await app.button("Camera").click();
  await app.button("Freeze").click();
  await expect(app.number).toHaveText(String(LABEL));
  expect(await trackStates(page)).toEqual(["ended"]);
});

test("leaving the live view stops the camera and keeps the drawing", async ({ app, context, page }) => {
  await context.grantPermissions(["camera"]);
  await watchStreams(page);
  await app.open();
  await app.draw(synthStrokes(3, 0));
  await app.button("Camera").click();
  await expect(app.number).toHaveText(String(LABEL));
  await app.button("Back to drawing").click();
  await expect(app.number).toHaveText("3");
  expect(await trackStates(page)).toEqual(["ended"]);
});

test("the live view is read as long as it is steady, with a choice of cameras", async ({ app, context, page }) => {
  await context.grantPermissions(["camera"]);
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const original = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => {
      const devices = (await original()).filter(({ kind }) => kind === "videoinput");
      return [...devices, { ...devices[0], kind: "videoinput", deviceId: "other", label: "Other camera" }] as never;
    };
  });
  await watchStreams(page);
  await app.open();
  await app.button("Camera").click();
  await expect(app.number).toHaveText(String(LABEL));
  await expect(app.sentence).toContainText("five");
  const choice = page.getByRole("combobox", { name: "Camera to use" });
  await choice.selectOption("Other camera");
  // It is gone: the page says so and shows the drawing again.
  await expect(app.notice).toContainText("No camera was found.");
  await expect(app.surface).toBeVisible();
  expect(await trackStates(page)).toEqual(["ended"]);
});

test("the light is switched where the camera has one", async ({ app, context, page }) => {
  await context.grantPermissions(["camera"]);
  await page.addInitScript(() => {
    const lights: unknown[] = [];
    Object.assign(window, { lights });
    MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true }) as MediaTrackCapabilities;
    MediaStreamTrack.prototype.applyConstraints = async (constraints) => void lights.push(constraints?.advanced?.[0]);
  });
  await app.open();
  await app.button("Camera").click();
  await app.button("Light").click();
  await expect(app.button("Light")).toHaveAttribute("aria-pressed", "true");
  await app.button("Light").click();
  await expect(app.button("Light")).toHaveAttribute("aria-pressed", "false");
  expect(await page.evaluate(() => (window as unknown as { lights: unknown[] }).lights)).toEqual([
    { torch: true },
    { torch: false },
  ]);
});

test("a refused camera gets a sentence and a next step", async ({ app }) => {
  await app.open();
  await app.draw(synthStrokes(3, 0));
  await app.button("Camera").click();
  await expect(app.notice).toContainText("The camera is not allowed on this page.");
  await expect(app.notice).toContainText("Allow it in the browser's address bar");
  await expect(app.number).toHaveText("3");
});

const FAILURES = [
  { error: "NotFoundError", sentence: "No camera was found." },
  { error: "NotReadableError", sentence: "The camera is used by something else." },
];

for (const { error, sentence } of FAILURES) {
  test(`a camera that fails with ${error} gets a sentence`, async ({ app, page }) => {
    await page.addInitScript((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name));
    }, error);
    await app.open();
    await app.button("Camera").click();
    await expect(app.notice).toContainText(sentence);
    await expect(app.button("Camera")).toBeVisible();
  });
}

test("an insecure page says why there is no camera", async ({ app, page }) => {
  await page.addInitScript(() => Object.defineProperty(window, "isSecureContext", { value: false }));
  await app.open();
  await app.button("Camera").click();
  await expect(app.notice).toContainText("Open this page by https");
});
