import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { sha256Hex } from "@siffra/shared";
import { unzipSync } from "fflate";
import { synthStrokes } from "../support/strokes.ts";
import { expect, test } from "../support/test.ts";
import { violations } from "../support/violations.ts";

const CLI = new URL("../../../trainer/src/cli/main.ts", import.meta.url).pathname;

/** Small enough for seconds; the SVM has transforms too, and the network shards. */
const PROFILE = {
  name: "small",
  description: "For a test.",
  dataset: { train: 600, test: 200 },
  validationShare: 0.25,
  seed: 3,
  pipelines: [
    {
      name: "logistic-regression",
      transforms: [{ kind: "scale" }],
      classifier: { kind: "logistic_regression", C: 1 },
    },
    { name: "random-forest", transforms: [], classifier: { kind: "random_forest", n_estimators: 12 } },
    {
      name: "svm",
      transforms: [{ kind: "deskew" }, { kind: "hog" }, { kind: "pca", n_components: 20, seed: 0 }],
      classifier: { kind: "svc", C: 10, gamma: 0.03 },
    },
    {
      name: "committee",
      title: { en: "Committee", sv: "Kommitté" },
      transforms: [{ kind: "scale" }],
      classifier: { kind: "cnn", layers: [{ kind: "max_pool" }], epochs: 4, members: 2, views: 3 },
    },
    {
      name: "cnn",
      transforms: [{ kind: "scale" }],
      classifier: { kind: "cnn", layers: [{ kind: "conv", filters: 4, size: 5, padding: "valid" }], epochs: 3 },
    },
  ],
};

const FILE = { name: "small.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(PROFILE)) };
const TITLES = ["Logistic regression", "Random forest", "Support vector machine", "Committee", "Convolutional network"];

/** The same on the command line: the bundles' files by the models' names. */
async function trainInNode(): Promise<Record<string, Record<string, Buffer>>> {
  const folder = mkdtempSync(join(tmpdir(), "siffra-train-"));
  const profile = join(folder, FILE.name);
  writeFileSync(profile, FILE.buffer);
  const out = join(folder, "run");
  await promisify(execFile)(process.execPath, [
    ...["--import", "tsx", CLI, "train", "--synthetic", "--json", "--profile", profile, "--out", out],
  ]);
  const read = (model: string, file: string) => readFileSync(join(out, "models", model, file));
  const bundles = PROFILE.pipelines.map(({ name }) => [
    name,
    { "manifest.json": read(name, "manifest.json"), "model.safetensors": read(name, "model.safetensors") },
  ]);
  rmSync(folder, { recursive: true });
  return Object.fromEntries(bundles);
}

/** One point an epoch in both charts, for each of the networks, and the same as tables. */
async function expectCurves(page: Page, epochs: number, networks: string[]): Promise<void> {
  for (const name of ["Loss", "Right on held-out images"]) {
    const figure = page.getByRole("figure", { name, exact: true });
    await expect(figure.getByRole("img")).toHaveAccessibleName(/^.+\. From .+ to .+\.$/);
    await expect(figure.locator("circle")).toHaveCount(epochs * Math.max(networks.length, 1));
    await figure.getByText("As a table").click();
    await expect(figure.getByRole("row")).toHaveCount(epochs + 1);
    const heads = networks.length > 0 ? networks : [name];
    await expect(figure.getByRole("columnheader")).toHaveText(["Epoch", ...heads]);
  }
}

test("the page and the command line make the same bytes of the same configuration", async ({ app, page }) => {
  test.slow();
  const bundles = await trainInNode();
  await app.open();
  await page.getByRole("link", { name: "Train", exact: true }).click();
  for (const [i, { name }] of PROFILE.pipelines.entries()) {
    await page.getByLabel("Open a profile of your own").setInputFiles(FILE);
    await page.getByRole("combobox", { name: "Model" }).selectOption({ label: TITLES[i] as string });
    await app.button("Train").click();
    const sum = page.locator(".train-sum code");
    await expect(sum).toHaveText(sha256Hex(bundles[name]?.["model.safetensors"] as Buffer), { timeout: 60_000 });
    const [file] = await Promise.all([page.waitForEvent("download"), app.button("Download the bundle").click()]);
    const zip = unzipSync(readFileSync(await file.path()));
    expect(Object.keys(zip)).toEqual(["manifest.json", "README.md", "model.safetensors"]);
    for (const [path, bytes] of Object.entries(bundles[name] ?? {})) {
      expect(sha256Hex(zip[path] as Uint8Array), `${name}/${path}`).toBe(sha256Hex(bytes));
    }
    if (name === "cnn") await expectCurves(page, 3, []);
    if (name === "committee") await expectCurves(page, 4, ["Network 2", "Network 1"]);
    expect(await violations(page)).toEqual([]);
    await app.button("Train another").click();
  }
});

test.describe("with a worker that crashes", () => {
  test.use({ expectedErrors: /boom|destructure/ });

  /** Runs in the worker that leads the training, before its own code. */
  const CRASHES = {
    "that leads": 'setTimeout(() => { throw new Error("boom"); }, 50);',
    // Each of them begins with a message that it cannot take apart.
    "that computes":
      "const post = Worker.prototype.postMessage; Worker.prototype.postMessage = function () { post.call(this, null); };",
  };

  for (const [which, crash] of Object.entries(CRASHES)) {
    test(`one ${which}: it is said, and the choices are back`, async ({ app, page }) => {
      const isCrashing = { now: true };
      await page.route("**/train.worker-*.js", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (isCrashing.now ? crash : "") + (await response.text()) });
      });
      await app.open();
      await page.getByRole("link", { name: "Train", exact: true }).click();
      await page.getByLabel("Open a profile of your own").setInputFiles(FILE);
      await page.getByRole("combobox", { name: "Model" }).selectOption({ label: "Random forest" });
      await app.button("Train").click();
      await expect(page.locator(".train [role=alert]")).toContainText("A worker stopped", { timeout: 20_000 });
      await expect(page.locator(".train [role=alert]")).toContainText("close other tabs");
      isCrashing.now = false;
      await app.button("Train").click();
      await expect(page.locator(".train-sum")).toBeVisible({ timeout: 30_000 });
    });
  }
});

test.describe("with a small profile", () => {
  test.beforeEach(async ({ app, page }) => {
    await app.open();
    await page.getByRole("link", { name: "Train", exact: true }).click();
    await page.getByLabel("Open a profile of your own").setInputFiles(FILE);
  });

  test("a trained model reads until the shipped one is asked for", async ({ app, page }) => {
    await page.getByRole("combobox", { name: "Model" }).selectOption({ label: "Support vector machine" });
    await app.button("Train").click();
    await app.button("Read with it").click({ timeout: 30_000 });
    await page.getByRole("link", { name: "Read", exact: true }).click();
    await app.draw(synthStrokes(3, 0));
    await expect(app.number).toHaveText("3");
    await expect(page.locator(".read-notes")).toContainText("svm");
    await page.reload();
    await app.answered();
    await expect(page.locator(".read-notes")).toContainText("You trained this model");
    await app.button("Read with the shipped one").click();
    await expect(page.locator(".read-notes")).not.toContainText("You trained this model");
    await app.answered();
    await expect(app.number).toHaveText("3");
  });

  test("a committee tells which network it trains, and reads", async ({ app, page }) => {
    await page.getByRole("combobox", { name: "Model" }).selectOption({ label: "Committee" });
    await app.button("Train").click();
    await expect(page.locator(".train-region")).toContainText(/Network [12] of 2\. Epoch \d of 4/, { timeout: 30_000 });
    await app.button("Read with it").click({ timeout: 30_000 });
    await page.getByRole("link", { name: "Read", exact: true }).click();
    await app.draw(synthStrokes(3, 0));
    await app.answered();
    await expect(page.locator(".read-notes")).toContainText("Committee");
  });

  test("a training is paused, goes on and is cancelled", async ({ app, page }) => {
    await app.button("Train").click();
    await app.button("Pause").click();
    // What a worker has begun is finished first; none of this profile's steps takes a second.
    await expect(page.locator(".train [role=status]")).toContainText("Paused");
    await page.waitForTimeout(3000);
    await expect(page.locator(".train-sum")).toHaveCount(0);
    await app.button("Go on").click();
    await expect(page.locator(".train-sum")).toBeVisible({ timeout: 30_000 });
    await app.button("Train another").click();
    const model = page.getByRole("combobox", { name: "Model", exact: true });
    await model.selectOption({ index: 1 });
    const chosen = await model.inputValue();
    await app.button("Train").click();
    await app.button("Cancel").click();
    await expect(app.button("Train")).toBeVisible();
    // What was chosen is still chosen, also after a look at another page.
    await expect(model).toHaveValue(chosen);
    await page.getByRole("link", { name: "About", exact: true }).click();
    await page.getByRole("link", { name: "Train", exact: true }).click();
    await expect(model).toHaveValue(chosen);
  });

  test("a network draws its curves while it trains", async ({ app, page }) => {
    const [cnn] = PROFILE.pipelines.slice(-1);
    const endless = { ...PROFILE, pipelines: [{ ...cnn, classifier: { ...cnn?.classifier, epochs: 1000 } }] };
    await page
      .getByLabel("Open a profile of your own")
      .setInputFiles({ ...FILE, buffer: Buffer.from(JSON.stringify(endless)) });
    await app.button("Train").click();
    await expect(page.locator(".train-region")).toContainText(/Epoch \d+ of 1000: loss \d.\d{2}, .+ images a second/, {
      timeout: 30_000,
    });
    await expect(page.getByRole("figure", { name: "Loss", exact: true }).locator("circle")).not.toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    await app.button("Cancel").click();
    await expect(app.button("Train")).toBeVisible();
  });

  test("a training goes on while another page is looked at", async ({ app, page }) => {
    await app.button("Train").click();
    await page.getByRole("link", { name: "Read", exact: true }).click();
    await app.draw(synthStrokes(3, 0));
    await expect(app.number).toHaveText("3");
    await page.getByRole("link", { name: "Train", exact: true }).click();
    await expect(page.locator(".train-sum")).toBeVisible({ timeout: 30_000 });
  });

  test("closing the tab during a training is asked about, and not after it", async ({ app, page }) => {
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.type());
      void dialog.dismiss();
    });
    await app.button("Train").click();
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => dialogs).toEqual(["beforeunload"]);
    await expect(page.locator(".train-sum")).toBeVisible({ timeout: 30_000 });
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => page.isClosed()).toBe(true);
    expect(dialogs).toHaveLength(1);
  });

  test("a browser without room says so, and the bundle can still be downloaded", async ({ app, page }) => {
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("no room", "QuotaExceededError");
      };
    });
    await app.button("Train").click();
    await app.button("Read with it").click({ timeout: 30_000 });
    await expect(page.locator(".train [role=alert]")).toContainText("or download the bundle to keep it.");
    const [file] = await Promise.all([page.waitForEvent("download"), app.button("Download the bundle").click()]);
    expect(file.suggestedFilename()).toBe("random-forest.zip");
  });

  test("MNIST's files are linked to", async ({ page }) => {
    await page.getByLabel("MNIST, from your own four files").check();
    const links = page.getByRole("list", { name: "MNIST's four files" }).getByRole("link");
    await expect(links).toHaveCount(8);
    for (const link of await links.all()) await expect(link).toHaveAttribute("href", /^https:.+-ubyte\.gz$/);
  });

  test("files that are not MNIST are refused with a next step", async ({ app, page }) => {
    await page.getByLabel("MNIST, from your own four files").check();
    await app.button("Train").click();
    await expect(page.locator(".train [role=alert]")).toContainText("Choose all four at once.");
    await page.getByLabel("Choose the four files").setInputFiles(FILE);
    await app.button("Train").click();
    await expect(page.locator(".train [role=alert]")).toContainText("not a file of MNIST");
  });
});
