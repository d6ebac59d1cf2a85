import { defineConfig, devices } from "@playwright/test";
import { chromiumOptions } from "./e2e/support/chromium.ts";

const ADDRESS = { host: "127.0.0.1", port: 4273 };
const url = `http://${ADDRESS.host}:${ADDRESS.port}/`;

/** These read drawings made by mouse and by touch; the others say nothing more on a phone. */
const ON_A_PHONE_TOO = /(drawing|editing|accessibility|pages)\.spec\.ts/;

export default defineConfig({
  testDir: "e2e",
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Where other work shares the cores, a browser may start late; what passes only the second time is listed as flaky.
  retries: 1,
  workers: 2,
  timeout: 30_000,
  reporter: [["list"]],
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  // Figures change a little with every model that is trained; a page that is broken differs by far more.
  expect: { toHaveScreenshot: { maxDiffPixelRatio: 0.02, animations: "disabled", caret: "hide" } },
  // A service worker would answer what a test wants to answer itself; the test of offline use lets it in.
  use: {
    serviceWorkers: "block",
    baseURL: url,
    locale: "en-GB",
    colorScheme: "light",
    actionTimeout: 10_000,
    launchOptions: chromiumOptions(),
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      testMatch: ON_A_PHONE_TOO,
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, hasTouch: true },
    },
  ],
  webServer: {
    command: `vite preview --host ${ADDRESS.host} --port ${ADDRESS.port} --strictPort`,
    url,
    reuseExistingServer: false,
  },
});
